"""What else lies in a place: a referral, a laptop, a mediator's entry, moves of offices, elections."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from kelisim.apps.institution.models import Act
from kelisim.apps.mediation.models import (
    CouncilPaper,
    Device,
    Election,
    Inclusion,
    Mediator,
    OfficeMove,
    Reconciliation,
    Referral,
)
from kelisim.apps.mediation.queries.inclusions import Applicant, concealed
from kelisim.apps.registry.models import Organisation, OrganisationKind
from kelisim.kernel.seal import service
from tests.cast import Story
from tests.people import Cast, body
from tests.web.grid.held import Held
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
    coming: OfficeMove
    paper: CouncilPaper
    election: Election
    waiting: Inclusion
    refused: Inclusion
    participant: UUID
    evidence: UUID
    union: Organisation
    held: Held | None = None
    marks: list[Mark] = field(default_factory=list)


def objects_at(cast: Cast, at: Place, office: Organisation, cases: dict[Stage, Story]) -> Objects:
    """Everything of this place, its words marked."""
    union = body(f"union-{at}", OrganisationKind.TRADE_UNION, office.territory.parent, name=f"Одақ {at}")
    told = {"named": f"Өкім{at}", "ordered_by": cast.saule}
    goal, from_there = _other_office(office, at, "goal"), _other_office(office, at, "start")
    marks = [
        Mark(f"Сілтеме{at}", Thing.REFERRALS, at, stage=None),
        Mark(f"Жіберілген{at}", Thing.IDENTITY, at, stage=None),
        Mark(f"Тоқсан{at}", Thing.REFERRALS, at, stage=None),
    ]
    return Objects(
        cases=cases,
        office=office,
        referral=_referral(at, union, office),
        quarter=_quarter(at, union),
        device=_device(cast, at, office),
        mediator=cast.mediators["daniyar"] if at == Place.OWN else Mediator.objects.get(office=office),
        move=OfficeMove.objects.create(office=office, to=goal, **told),
        coming=OfficeMove.objects.create(office=from_there, to=office, **told),
        paper=_paper(cast, at, office.parent),
        election=_election(cast, at, office),
        waiting=_inclusion(cast, at, office),
        refused=_inclusion(cast, at, office, status=Inclusion.Status.REFUSED, rule="clean_record"),
        participant=uuid4(),
        evidence=uuid4(),
        union=union,
        marks=marks,
    )


def _other_office(office: Organisation, at: Place, name: str) -> Organisation:
    return body(f"{name}-{at}", office.kind, office.territory.parent, name=f"Кабинет {name} {at}")


def _quarter(at: Place, union: Organisation) -> Reconciliation:
    lines = [{"ref": f"Тоқсан{at}", "kind": "theirs", "fields": {}}]
    return Reconciliation.objects.create(institution=union, since=date(2025, 10, 1), digest="d", lines=lines)


def _device(cast: Cast, at: Place, office: Organisation) -> Device:
    return Device.objects.create(
        office_code=office.code,
        office_names={"kk": office.name_kk},
        region=office.territory.parent.code[:2],
        name=f"Ноутбук{at}",
        verify_key=f"{Place.index(at)}" * 64,
        seal_key="0" * 64,
        user=cast.aizhan,
    )


def _paper(cast: Cast, at: Place, council: Organisation) -> CouncilPaper:
    title = f"Кеңес құжаты {at}"
    told = {"title_kk": title, "title_ru": title, "confidence": "high", "verified": True}
    day = date(2026, 3, 1)
    act = Act.objects.create(code=f"paper-{at}", kind="protocol", date=day, date_last=day, **told)
    days = {"due_on": date(2026, 5, 1), "look_back_on": date(2026, 8, 1)}
    return CouncilPaper.objects.create(act=act, council=council, kind="protocol", owner=cast.marat, **days)


def _election(cast: Cast, at: Place, office: Organisation) -> Election:
    row = {"name": f"Үміткер {at}", "votes": 50, "against": 10, "abstained": 4, "elected": True, "entry": ""}
    return Election.objects.create(
        office=office,
        number=f"7-{at}",
        held_on=date(2026, 3, 1),
        place="Мәдениет үйі",
        community="ауыл",
        entitled=120,
        present=64,
        chair="Қанат",
        secretary="Гүлнар",
        candidates=[row],
        since=date(2026, 3, 2),
        recorded_by=cast.aizhan,
    )


def _inclusion(cast: Cast, at: Place, office: Organisation, **changes: object) -> Inclusion:
    row = Inclusion(
        office=office,
        kind="professional",
        asked_on=date(2026, 3, 1),
        asked_by=cast.aizhan,
        once_hash=f"{at}{changes.get('status', '')}",
        **changes,
    )
    row.decided_by, row.decided_on = (cast.aizhan, date(2026, 3, 2)) if changes else (None, None)
    row.identity = concealed(row, Applicant(name=f"Сұраушы {at}"))
    row.save()
    return row


def _referral(at: Place, union: Organisation, office: Organisation) -> Referral:
    uid = uuid4()
    contacts = {
        "applicant_name": f"Жіберілген{at}",
        "applicant_phone": "",
        "other_name": "",
        "other_phone": "",
    }
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
