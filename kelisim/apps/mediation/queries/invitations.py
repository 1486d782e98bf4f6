"""What the holder of an invitation's token may read: who invites, about what, the short text, until when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from kelisim.apps.mediation.errors import NoSuchInvitation
from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import people, sealed
from kelisim.apps.mediation.states import Closing, State
from kelisim.kernel.seal import box, service
from kelisim.kernel.seal.keys import canonical_secret


@dataclass(frozen=True, kw_only=True)
class Invited:
    """The page of an invitation. `open` says whether she may still answer; late consent reopens."""

    case: Case
    party: Party
    applicant: str = field(repr=False)
    text: str = field(repr=False)
    answer_by: date | None
    open: bool
    answered: bool


def invitation(token: str) -> Invited:
    """What the token opens. Raises NoSuchInvitation."""
    plain = canonical_secret(token)
    party = people.invited(plain)
    if party is None:
        raise NoSuchInvitation
    case = party.case
    late = case.state == State.CLOSED and case.closing == Closing.NO_RESPONSE
    return Invited(
        case=case,
        party=party,
        applicant=people.identity(case.parties.get(side=Party.Side.APPLICANT)).name,
        text=short_text(case, plain),
        answer_by=answer_by(case) if case.clock == Clock.INVITATION else None,
        open=case.state == State.INVITING or late,
        answered=party.joined_at is not None,
    )


def answer_by(case: Case) -> date:
    """The last day to answer, of a case that is inviting."""
    if case.clock_at is None:
        raise NoSuchInvitation
    return timezone.localdate(case.clock_at) - timedelta(days=1)


def invitation_key(case: Case, token: str) -> bytes | None:
    """The key of the short text, opened with the token; nothing once she has joined with a secret."""
    row = case.wraps.filter(compartment=sealed.INVITATION, holder__isnull=True).order_by("-epoch").first()
    if row is None:
        return None
    return box.unseal(bytes(row.sealed), key=service.code_key(token), place=wrap_place(case))


def short_text(case: Case, token: str) -> str:
    """The text the applicant wrote for the other side."""
    key = invitation_key(case, token)
    item = case.items.filter(compartment=sealed.INVITATION, kind=ItemKind.SHORT_TEXT).last()
    if key is None or item is None:
        return ""
    return sealed.read(case, item, key).text()


def wrap_place(case: Case) -> box.Place:
    """What the token's wrap is bound to."""
    return box.Place(case=case.number, compartment=sealed.INVITATION, item="token", version=1)
