"""Shares of a period, each with its own denominator: those of docs/method/measures.md, none under ten."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, F, Q, QuerySet

from kelisim.apps.mediation.models import Case, Move, Obligation, Offer
from kelisim.apps.mediation.models.case import Outcome
from kelisim.apps.mediation.models.outcome import Answer
from kelisim.apps.mediation.queries.measures import Counts

LEAST_DENOMINATOR = 10
_ASSISTED = ("office", "telephone", "paper")
_UNHELD = (Outcome.DECLINED, Outcome.NO_RESPONSE)
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
    """All of a period whose counts are known; three queries, however many cases."""
    told = {
        Rate.CLEARANCE: Ratio(part=found.resolved, whole=found.applications),
        Rate.TURNOVER: Ratio(part=found.resolved, whole=found.open_after),
        Rate.DISPOSITION: Ratio(
            part=(found.until - found.since).days * found.open_after, whole=found.resolved
        ),
        Rate.SETTLEMENT: Ratio(part=found.settled, whole=found.settled + found.stopped),
        Rate.FULL: Ratio(part=found.outcomes[Outcome.FULL], whole=found.settled),
    }
    return told | _of_cases(cases, found) | _offers_and_promises(cases, found)


def by_unit(cases: QuerySet[Case], found: Counts, *, rate: Rate, unit: str) -> dict[str, Ratio]:
    """One of OF_CASES for each office or region ("office__code", "region"); one query."""
    whole, part = _whole_and_part(found)[rate]
    rows = (
        cases.order_by()
        .values_list(unit)
        .annotate(
            part=Count("pk", filter=whole & part),
            whole=Count("pk", filter=whole),
        )
    )
    return {name: Ratio(part=some, whole=all_) for name, some, all_ in rows if all_}


def grounds(found: Counts) -> dict[Outcome, Ratio]:
    """Why no mediation came about or none was settled: each ground over their sum."""
    whole = sum(found.outcomes[one] for one in GROUNDS)
    return {one: Ratio(part=found.outcomes[one], whole=whole) for one in GROUNDS}


def languages(cases: QuerySet[Case], found: Counts) -> dict[str, Ratio]:
    """Applications of the period by language."""
    inside = cases.filter(_between("entered_on", found)).order_by()
    rows = dict(inside.values_list("language").annotate(Count("pk")))
    return {name: Ratio(part=number, whole=sum(rows.values())) for name, number in sorted(rows.items())}


def _between(field: str, found: Counts) -> Q:
    return Q(**{f"{field}__gte": found.since, f"{field}__lt": found.until})


def _whole_and_part(found: Counts) -> dict[Rate, tuple[Q, Q]]:
    """Which cases are counted, and which of them are the part. Cohorts: whatever became of them since."""
    invited = Move.objects.filter(_between("on", found), verb="invite").values("case")
    answered = Q(agreed_on__isnull=False) | Q(outcome__in=_UNHELD)
    applied = _between("entered_on", found)
    ended = _between("resolved_on", found) & Q(agreed_on__isnull=False, extended=False)
    return {
        Rate.UPTAKE: (Q(pk__in=invited) & answered, Q(agreed_on__isnull=False)),
        Rate.SETTLED: (applied, Q(outcome__in=[Outcome.FULL, Outcome.PARTLY])),
        Rate.CONSULTED: (applied, Q(outcome=Outcome.CONSULTED)),
        Rate.ASSISTED: (applied, Q(channel__in=_ASSISTED)),
        Rate.PAST_TERM: (ended, Q(resolved_on__gt=F("due_on"))),
    }


def _of_cases(cases: QuerySet[Case], found: Counts) -> dict[Rate, Ratio]:
    asked = {}
    for rate, (whole, part) in _whole_and_part(found).items():
        asked[f"{rate}__whole"] = Count("pk", filter=whole)
        asked[f"{rate}__part"] = Count("pk", filter=whole & part)
    sums = cases.order_by().aggregate(**asked)
    return {rate: Ratio(part=sums[f"{rate}__part"], whole=sums[f"{rate}__whole"]) for rate in OF_CASES}


def _offers_and_promises(cases: QuerySet[Case], found: Counts) -> dict[Rate, Ratio]:
    mine = cases.order_by().values("pk")
    made = Offer.objects.filter(_between("offered_at__date", found), case__in=mine)
    against = Q(status__in=[Offer.Status.OBJECTED, Offer.Status.PASSED])
    offers = made.aggregate(all=Count("pk"), against=Count("pk", filter=against))
    due = Obligation.objects.filter(_between("due_on", found), case__in=mine).aggregate(
        all=Count("pk"),
        kept=Count("pk", filter=Q(status=Answer.PERFORMED, status_on__lte=F("due_on"))),
    )
    return {
        Rate.REFUSED_OFFERS: Ratio(part=offers["against"], whole=offers["all"]),
        Rate.ON_TIME: Ratio(part=due["kept"], whole=due["all"]),
    }
