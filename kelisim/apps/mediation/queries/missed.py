"""Missed clocks: duties whose last day passed. Each is written down once, so it counts when cured too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from kelisim.apps.mediation.models import Case, Move, Offer
from kelisim.apps.mediation.models.case import Clock, Route
from kelisim.apps.mediation.queries.measures import Counts
from kelisim.apps.mediation.queries.rates import Ratio

MISS = "miss"
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


def missed_counts(cases: QuerySet[Case], *, since: date, until: date) -> Mapping[str, int]:
    """How many clocks of these cases were missed from `since` to the day before `until`, by clock. One query.

    Exact: for the offices and the council whose cases they are; what is published goes through the release.
    """
    moves = Move.objects.filter(case__in=cases, verb=MISS, on__gte=since, on__lt=until).order_by()
    return {line["reason"]: line["n"] for line in moves.values("reason").annotate(n=Count("pk"))}


def missed_of(cases: QuerySet[Case], found: Counts) -> Mapping[str, Ratio]:
    """Every duty: clocks missed in the period, of those that began to run in it. Three queries.

    Not one cohort, as with the clearance rate: a clock may begin in one period and be missed in the next.
    """
    part = missed_counts(cases, since=found.since, until=found.until)
    whole = {**_begun(cases, found), Clock.TERM: found.agreements}
    duties = (Clock.REGISTER, Clock.ANSWER, FORWARD, Clock.OFFER, Clock.TERM)
    return {one: Ratio(part=part.get(one, 0), whole=whole[one]) for one in duties}


def _begun(cases: QuerySet[Case], found: Counts) -> dict[str, int]:
    """Appeals received; those sent on to another body, and the others, which are owed an answer; offers."""
    days = (found.since, found.until - timedelta(days=1))
    received = cases.order_by().filter(received_at__date__range=days)
    told = received.aggregate(all=Count("pk"), forwarded=Count("pk", filter=Q(route=Route.REFERRAL)))
    mine = cases.order_by().values("pk")
    return {
        Clock.REGISTER: told["all"],
        FORWARD: told["forwarded"],
        Clock.ANSWER: told["all"] - told["forwarded"],
        Clock.OFFER: Offer.objects.filter(case__in=mine, offered_at__date__range=days).count(),
    }
