"""How long things take, those still open counted in; by days, grouped by the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import TruncDate

from kelisim.apps.mediation.models import Case, Session
from kelisim.apps.mediation.models.outcome import Answer
from kelisim.apps.mediation.queries.cohorts import between, unresolved_before
from kelisim.apps.mediation.queries.measures import Counts
from kelisim.apps.mediation.queries.rates import LEAST_DENOMINATOR
from kelisim.engines.measures.survival import Standing, day_by_which, kaplan_meier, standing_at

HALF, NINE_TENTHS = Fraction(1, 2), Fraction(9, 10)
ROUNDS = (30, 90, 365)


class Time(StrEnum):
    """From what to what."""

    ROUTE = "received_to_application"
    AGREEMENT = "application_to_agreement"
    MEETING = "agreement_to_first_meeting"
    END = "agreement_to_end"
    WHOLE = "application_to_end"


@dataclass(frozen=True, kw_only=True)
class Span:
    """What was done after how many days; nothing is told of fewer than ten."""

    done: int
    open: int
    curve: tuple[Standing, ...] = field(repr=False)

    @property
    def enough(self) -> bool:
        """Whether there are ten to speak of."""
        return self.done + self.open >= LEAST_DENOMINATOR

    @property
    def median(self) -> int | None:
        """Days until half were done."""
        return day_by_which(self.curve, HALF) if self.enough else None

    @property
    def ninth_tenth(self) -> int | None:
        """Days until nine tenths were done."""
        return day_by_which(self.curve, NINE_TENTHS) if self.enough else None

    def within(self, days: int) -> float | None:
        """The share done by the end of that day."""
        return float(1 - standing_at(self.curve, days)) if self.enough else None


def times(cases: QuerySet[Case], found: Counts) -> dict[Time, Span]:
    """Of what began in the period: two queries; what is still open after it counts as not yet done."""
    until = found.until
    came = list(
        cases.filter(between("entered_on", found.since, until))
        .order_by()
        .values_list(TruncDate("received_at"), "entered_on", "agreed_on", "resolved_on")
        .annotate(Count("pk"))
    )
    held = Q(sessions__status=Session.Status.HELD)
    mediated = list(
        unresolved_before(cases, found.since)
        .filter(between("agreed_on", found.since, until))
        .annotate(met=Min(TruncDate("sessions__starts_at"), filter=held))
        .order_by()
        .values_list("agreed_on", "met", "resolved_on")
    )
    spans: dict[Time, Lives] = {
        Time.ROUTE: (((received, entered), n) for received, entered, _agreed, _ended, n in came),
        Time.AGREEMENT: (((entered, agreed), n) for _received, entered, agreed, _ended, n in came if agreed),
        Time.MEETING: (((agreed, met), 1) for agreed, met, _ended in mediated),
        Time.END: (((agreed, ended), 1) for agreed, _met, ended in mediated),
        Time.WHOLE: (((entered, ended), n) for _received, entered, _agreed, ended, n in came),
    }
    return {name: _span(lives, until) for name, lives in spans.items()}


def durability(cases: QuerySet[Case], found: Counts, *, today: date) -> dict[int, float | None]:
    """Share of the period's settlements without a reported breach 30, 90 and 365 days on (Kaplan-Meier)."""
    broken = Q(obligations__status=Answer.NOT)
    cohort = between("settled_on", found.since, found.until)
    settled = unresolved_before(cases, found.since).filter(cohort)
    rows = settled.annotate(broken=Min("obligations__status_on", filter=broken)).order_by()
    span = _span(Counter(rows.values_list("settled_on", "broken")).items(), today)
    return {days: float(standing_at(span.curve, days)) if span.enough else None for days in ROUNDS}


Lives = Iterable[tuple[tuple[date | None, date | None], int]]


def _span(lives: Lives, until: date) -> Span:
    happened, still = _days(lives, until)
    return Span(done=happened.total(), open=still.total(), curve=kaplan_meier(happened, still))


def _days(lives: Lives, until: date) -> tuple[Counter[int], Counter[int]]:
    """Days until it happened, and days so far for those to whom it has not by `until`."""
    happened: Counter[int] = Counter()
    still: Counter[int] = Counter()
    for (first, last), number in lives:
        if first is None:
            continue
        if last is not None and last < until:
            happened[max((last - first).days, 0)] += number
        else:
            still[max((until - first).days, 0)] += number
    return happened, still
