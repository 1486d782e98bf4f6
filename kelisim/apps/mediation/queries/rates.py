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
_ASSISTED = ("office", "phone", "paper")
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
    """All of a period whose counts are known; five queries, however many cases."""
    told = {
        Rate.CLEARANCE: Ratio(part=found.resolved, whole=found.applications),
        Rate.TURNOVER: Ratio(part=found.resolved, whole=found.open_after),
        Rate.DISPOSITION: Ratio(
            part=(found.until - found.since).days * found.open_after, whole=found.resolved
        ),
        Rate.SETTLEMENT: Ratio(part=found.settled, whole=found.settled + found.stopped),
        Rate.FULL: Ratio(part=found.outcomes[Outcome.FULL], whole=found.settled),
    }
    return told | _cohorts(cases, found) | _conduct(cases, found)


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


def _cohorts(cases: QuerySet[Case], found: Counts) -> dict[Rate, Ratio]:
    """Of those invited in the period, and of those who applied in it, whatever became of them since."""
    invited = Move.objects.filter(_between("on", found), verb="invite").values("case")
    cohort = cases.order_by().filter(pk__in=invited)
    went = cohort.aggregate(
        agreed=Count("pk", filter=Q(agreed_on__isnull=False)),
        unheld=Count("pk", filter=Q(agreed_on__isnull=True, outcome__in=_UNHELD)),
    )
    applied = (
        cases.order_by()
        .filter(_between("entered_on", found))
        .aggregate(
            all=Count("pk"),
            settled=Count("pk", filter=Q(outcome__in=[Outcome.FULL, Outcome.PARTLY])),
            consulted=Count("pk", filter=Q(outcome=Outcome.CONSULTED)),
            assisted=Count("pk", filter=Q(channel__in=_ASSISTED)),
        )
    )
    return {
        Rate.UPTAKE: Ratio(part=went["agreed"], whole=went["agreed"] + went["unheld"]),
        Rate.SETTLED: Ratio(part=applied["settled"], whole=applied["all"]),
        Rate.CONSULTED: Ratio(part=applied["consulted"], whole=applied["all"]),
        Rate.ASSISTED: Ratio(part=applied["assisted"], whole=applied["all"]),
    }


def _conduct(cases: QuerySet[Case], found: Counts) -> dict[Rate, Ratio]:
    """Whether terms, offers and promises were kept."""
    mine = cases.order_by().values("pk")
    ended = cases.order_by().filter(_between("resolved_on", found), agreed_on__isnull=False, extended=False)
    terms = ended.aggregate(all=Count("pk"), late=Count("pk", filter=Q(resolved_on__gt=F("due_on"))))
    offers = Offer.objects.filter(
        case__in=mine, offered_at__date__gte=found.since, offered_at__date__lt=found.until
    ).aggregate(
        all=Count("pk"),
        against=Count("pk", filter=Q(status__in=[Offer.Status.OBJECTED, Offer.Status.PASSED])),
    )
    due = Obligation.objects.filter(_between("due_on", found), case__in=mine).aggregate(
        all=Count("pk"),
        kept=Count("pk", filter=Q(status=Answer.PERFORMED, status_on__lte=F("due_on"))),
    )
    return {
        Rate.PAST_TERM: Ratio(part=terms["late"], whole=terms["all"]),
        Rate.REFUSED_OFFERS: Ratio(part=offers["against"], whole=offers["all"]),
        Rate.ON_TIME: Ratio(part=due["kept"], whole=due["all"]),
    }
