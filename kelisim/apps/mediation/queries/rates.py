"""Shares of a period, each with its own denominator: those of docs/method/measures.md, none under ten."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, F, Q, QuerySet

from kelisim.apps.mediation.models import Case, Obligation, Offer
from kelisim.apps.mediation.models.case import Outcome
from kelisim.apps.mediation.models.outcome import Answer
from kelisim.apps.mediation.queries.cohorts import between, moments, unresolved_before, whole_and_part
from kelisim.apps.mediation.queries.measures import Counts

LEAST_DENOMINATOR = 10
GROUNDS = (
    *(Outcome.IMPOSSIBLE, Outcome.GIVEN_UP, Outcome.LEFT, Outcome.EXPIRED),
    *(Outcome.NO_MEDIATOR, Outcome.DECLINED, Outcome.NO_RESPONSE),
)


class Rate(StrEnum):
    """What is measured as a share, or as a number of days or cases for each one."""

    CLEARANCE = "clearance"  # resolved / A
    TURNOVER = "turnover"  # resolved / P1
    DISPOSITION = "disposition_days"  # days x P1 / resolved: a forecast
    UPTAKE = "uptake"  # M / (M + D + L), by cohort of invitations
    SETTLEMENT = "settlement"  # S / (S + N), of finished mediations
    SETTLED = "settled_of_applications"  # S / A of the cohort of applications
    CONSULTED = "consulted_of_applications"  # C / A of the same cohort
    FULL = "settled_in_full"  # Sf / S
    PAST_TERM = "past_term"  # ended after the term, of those never extended
    REFUSED_OFFERS = "objections_and_passes"  # of the offers made
    ASSISTED = "assisted"  # applications a clerk wrote down
    ON_TIME = "obligations_on_time"  # performed by their day, of those due


# Shares of cases, which can be told by unit.
OF_CASES = (Rate.UPTAKE, Rate.SETTLED, Rate.CONSULTED, Rate.ASSISTED, Rate.PAST_TERM)


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """A part of a whole; no value is told where the whole is under ten."""

    part: float
    whole: int

    @property
    def value(self) -> float | None:
        """part / whole."""
        return self.part / self.whole if self.whole >= LEAST_DENOMINATOR else None


def rates(cases: QuerySet[Case], found: Counts) -> dict[Rate, Ratio]:
    """All of a period whose counts are known; two queries, however many cases."""
    told = {
        Rate.CLEARANCE: Ratio(part=found.resolved, whole=found.applications),
        Rate.TURNOVER: Ratio(part=found.resolved, whole=found.open_after),
        Rate.DISPOSITION: Ratio(
            part=(found.until - found.since).days * found.open_after, whole=found.resolved
        ),
        Rate.SETTLEMENT: Ratio(part=found.settled, whole=found.settled + found.stopped),
        Rate.FULL: Ratio(part=found.outcomes[Outcome.FULL], whole=found.settled),
    }
    of_cases = {one: Ratio(part=found.cohorts[one][0], whole=found.cohorts[one][1]) for one in OF_CASES}
    return told | of_cases | _offers_and_promises(cases, found)


def by_unit(cases: QuerySet[Case], found: Counts, *, rate: Rate, unit: str) -> dict[str, Ratio]:
    """One of OF_CASES for each office or region ("office__code", "region"); one query."""
    whole, part = whole_and_part(found.since, found.until)[rate]
    rows = (
        unresolved_before(cases, found.since)
        .filter(whole)
        .order_by()
        .values_list(unit)
        .annotate(
            part=Count("pk", filter=part),
            whole=Count("pk"),
        )
    )
    return {name: Ratio(part=some, whole=all_) for name, some, all_ in rows if all_}


def grounds(found: Counts) -> dict[Outcome, Ratio]:
    """Why no mediation came about or none was settled: each ground over their sum."""
    whole = sum(found.outcomes[one] for one in GROUNDS)
    return {one: Ratio(part=found.outcomes[one], whole=whole) for one in GROUNDS}


def languages(cases: QuerySet[Case], found: Counts) -> dict[str, Ratio]:
    """Applications of the period by language."""
    inside = cases.filter(between("entered_on", found.since, found.until))
    rows = dict(inside.order_by().values_list("language").annotate(Count("pk")))
    return {name: Ratio(part=number, whole=sum(rows.values())) for name, number in sorted(rows.items())}


def _offers_and_promises(cases: QuerySet[Case], found: Counts) -> dict[Rate, Ratio]:
    days = (found.since, found.until)
    mine = unresolved_before(cases, found.since).order_by().values("pk")
    made = Offer.objects.filter(moments("offered_at", *days), case__in=mine)
    against = Q(status__in=[Offer.Status.OBJECTED, Offer.Status.PASSED])
    offers = made.aggregate(all=Count("pk"), against=Count("pk", filter=against))
    all_mine = cases.order_by().values("pk")
    due = Obligation.objects.filter(between("due_on", *days), case__in=all_mine).aggregate(
        all=Count("pk"),
        kept=Count("pk", filter=Q(status=Answer.PERFORMED, status_on__lte=F("due_on"))),
    )
    return {
        Rate.REFUSED_OFFERS: Ratio(part=offers["against"], whole=offers["all"]),
        Rate.ON_TIME: Ratio(part=due["kept"], whole=due["all"]),
    }
