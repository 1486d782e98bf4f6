"""What else lies in a place: a referral, a compared quarter, a laptop, a mediator's entry, a move of an office."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from kelisim.apps.mediation.models import Device, Mediator, OfficeMove, Reconciliation, Referral
from kelisim.apps.mediation.queries import calendar_feed, people
from kelisim.apps.registry.models import Organisation, OrganisationKind
from kelisim.kernel.seal import service
from tests.cast import Story
from tests.people import Cast, body
from tests.web.grid.rights import Mark, Place, Stage, Thing

ROW = {"memorandum": "court-unions-2018", "stage": "commission", "topic": "labour", "languages": "kk"}


@dataclass
class Objects:
    """Everything of a place that an address may name."""

    cases: dict[Stage, Story]
    office: Organisation
    referral: Referral
    quarter: Reconciliation
    device: Device
    mediator: Mediator
    move: OfficeMove
    marks: list[Mark] = field(default_factory=list)


def objects_at(cast: Cast, at: Place, office: Organisation, cases: dict[Stage, Story]) -> Objects:
    """Everything of this place, its words marked."""
    union = body(f"union-{at}", OrganisationKind.TRADE_UNION, office.territory.parent, name=f"Одақ {at}")
    mediator = cast.mediators["daniyar"] if at == Place.OWN else Mediator.objects.get(office=office)
    named = f"Өкім{at}"
    found = Objects(
        cases=cases,
        office=office,
        referral=_referral(at, union, office),
        quarter=Reconciliation.objects.create(
            institution=union,
            since=date(2025, 10, 1),
            digest="d",
            lines=[{"ref": f"Тоқсан{at}", "kind": "theirs", "fields": {}}],
        ),
        device=Device.objects.create(
            office_code=office.code,
            office_names={"kk": office.name_kk},
            region=office.territory.parent.code[:2],
            name=f"Ноутбук{at}",
            verify_key=f"{Place.index(at)}" * 64,
            seal_key="0" * 64,
            user=cast.aizhan,
        ),
        mediator=mediator,
        move=OfficeMove.objects.create(office=office, to=_goal(cast, at), named=named, ordered_by=cast.saule),
    )
    found.marks = [
        Mark(f"Сілтеме{at}", Thing.REFERRALS, at, stage=None),
        Mark(f"Жіберілген{at}", Thing.IDENTITY, at, stage=None),
        Mark(f"Тоқсан{at}", Thing.REFERRALS, at, stage=None),
    ]
    return found


def _goal(cast: Cast, at: Place) -> Organisation:
    return body(f"goal-{at}", cast.office.kind, cast.region, name=f"Мақсат {at}")


def _referral(at: Place, union: Organisation, office: Organisation) -> Referral:
    uid = uuid4()
    contacts = {"applicant_name": f"Жіберілген{at}", "applicant_phone": "", "other_name": "", "other_phone": ""}
    return Referral.objects.create(
        uid=uid,
        institution=union,
        ref=f"Сілтеме{at}",
        office=office,
        territory=office.territory,
        identity=service.conceal(contacts, about=str(uid)),
        content_hash=str(at),
        **ROW,
    )


def tokens(story: Story) -> dict[str, str]:
    """The links that open something by themselves."""
    session = story.case.sessions.first()
    return {
        "meeting": calendar_feed.meeting_token(session, story.party("A")),
        "call": people.identity(story.party("B")).token,
    }
