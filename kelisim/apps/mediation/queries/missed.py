"""Missed clocks: duties whose last day passed. Each is written down once, so it counts when cured too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.case import Clock, Route
from kelisim.apps.mediation.queries.measures import MISS, Counts
from kelisim.apps.mediation.queries.rates import Ratio

# A clock that ran out is missed only where somebody owes a deed; a window that closes is no lateness.
DUTIES = (Clock.REGISTER, Clock.ANSWER, Clock.OFFER, Clock.TERM)
FORWARD = "forward"


@dataclass(frozen=True, kw_only=True)
class Missed:
    """Which clock, and its last day."""

    code: str
    last_day: date


def passed(case: Case, now: datetime) -> Missed | None:
    """The running duty of the stored case, if its last day is over; what an action changed does not count."""
    rows = Case.objects.filter(pk=case.pk, clock__in=DUTIES, clock_at__lte=now)
    found = rows.values_list("clock", "clock_at", "route").first()
    if found is None:
        return None
    clock, at, route = found
    if at is None:
        return None
    code = FORWARD if clock == Clock.ANSWER and route == Route.REFERRAL else clock
    return Missed(code=code, last_day=timezone.localdate(at - timedelta(microseconds=1)))


def written(case: Case, missed: Missed) -> bool:
    """Whether it stands in the history already."""
    day = missed.last_day.isoformat()
    return case.moves.filter(verb=MISS, reason=missed.code, facts__last_day=day).exists()


def missed_of(found: Counts, *, offers: int) -> Mapping[str, Ratio]:
    """Every duty: clocks missed in the period, of those that began to run in it; `offers` made in it.

    Begun are appeals received; those sent on to another body, and the others, which are owed an answer;
    offers; agreements. Not one cohort, as with the clearance rate: a clock may begin in one period and be
    missed in the next. Exact: for the offices and the council whose cases they are; what is published goes
    through the release.
    """
    begun = {
        Clock.REGISTER: found.received,
        Clock.ANSWER: found.received - found.forwarded,
        FORWARD: found.forwarded,
        Clock.OFFER: offers,
        Clock.TERM: found.agreements,
    }
    return {one: Ratio(part=found.missed.get(one, 0), whole=whole) for one, whole in begun.items()}
