"""Referrals: which status each has reached, read from its case; whom a pass belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from kelisim.apps.mediation.models import Case, Referral, ReferrerPass
from kelisim.apps.mediation.queries.people import Identity
from kelisim.apps.mediation.states import Closing
from kelisim.kernel.seal import service

DAYS = ("received_on", "accepted_on", "started_on", "ended_on")
SETTLED, NOT_STARTED = "settled", "not_started"
# Whatever closes a case before an agreement is one word outside: who declined is nobody's business.
_LEGAL = {Closing.IMPOSSIBLE, Closing.REFUSED, Closing.LEFT, Closing.EXPIRED}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """All an institution learns: four dates and the legal ground of the end."""

    received_on: date
    accepted_on: date | None
    started_on: date | None
    ended_on: date | None
    ground: str

    @property
    def status(self) -> str:
        """The last of the four it has reached."""
        if self.ended_on:
            return "ended"
        if self.started_on:
            return "started"
        return "accepted" if self.accepted_on else "received"


def standing(referral: Referral) -> Standing:
    """Where a referral stands today."""
    case = referral.case
    ended_on, ground = _end(case) if case else (None, "")
    return Standing(
        received_on=timezone.localdate(referral.received_at),
        accepted_on=timezone.localdate(referral.accepted_at) if referral.accepted_at else None,
        started_on=case.agreed_on if case else None,
        ended_on=ended_on,
        ground=ground,
    )


def statuses(referral: Referral) -> dict[str, str | None]:
    """For programs: number, status, ground and dates; nothing else ever leaves."""
    found = standing(referral)
    days = {name: getattr(found, name) for name in DAYS}
    told = {name: day.isoformat() if day else None for name, day in days.items()}
    return {"ref": referral.ref, "status": found.status, **told, "ground": found.ground or None}


def _end(case: Case) -> tuple[date | None, str]:
    if case.settled_on:
        return case.settled_on, SETTLED
    at = case.ended_at or case.closed_at
    if at is None:
        return None, ""
    return timezone.localdate(at), case.closing if case.closing in _LEGAL else NOT_STARTED


def contacts(referral: Referral) -> tuple[Identity, Identity]:
    """Both sides as the institution wrote them, for the clerk who receives."""
    told = service.reveal(bytes(referral.identity), about=str(referral.uid))
    return (
        Identity(name=told["applicant_name"], phone=told["applicant_phone"]),
        Identity(name=told["other_name"], phone=told["other_phone"]),
    )


def live_passes() -> QuerySet[ReferrerPass]:
    """Neither revoked nor over."""
    return ReferrerPass.objects.filter(revoked_at=None, until__gt=timezone.localdate())


def pass_of(token: str) -> ReferrerPass | None:
    """The live pass of this token."""
    digest = service.keyed_hash("referrer-pass", token)
    return live_passes().select_related("institution").filter(token_hash=digest).first() if token else None
