"""What a council's board shows of the cases within its reach; exact counts, for those who may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncQuarter

from kelisim.apps.mediation.models import Case, Learning
from kelisim.apps.mediation.models.case import Outcome
from kelisim.apps.mediation.queries.cohorts import between, unresolved_before
from kelisim.apps.mediation.queries.measures import Counts
from kelisim.apps.mediation.queries.rates import LEAST_DENOMINATOR, Rate, Ratio, by_unit
from kelisim.engines.measures.funnel import Limits, limits

# What units may be laid beside each other by: never how often they settle.
COMPARED = (Rate.UPTAKE, Rate.CONSULTED, Rate.PAST_TERM, Rate.ASSISTED)
QUARTERS = 8


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One office or region in the funnel; its share only from ten cases on."""

    code: str
    ratio: Ratio
    band: Limits | None

    @property
    def outside(self) -> bool:
        """Farther from the common share than chance would take one unit in five hundred."""
        value = self.ratio.value
        return (
            value is not None
            and self.band is not None
            and not (self.band.outer_low <= value <= self.band.outer_high)
        )


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """Units in the order of their codes, never by their share, around what is common to all."""

    rate: Rate
    common: float | None
    units: tuple[Unit, ...]


@dataclass(frozen=True, kw_only=True)
class Quarter:
    """One quarter of the unit's own past."""

    first: date
    applications: int
    resolved: int
    settled: int


@dataclass(frozen=True, kw_only=True)
class Lack:
    """One more place that would save so many metres, as learned last."""

    region: str
    language: str
    topic: str
    office: str
    metres: int


def funnel(cases: QuerySet[Case], found: Counts, *, rate: Rate, unit: str) -> Funnel:
    """One of COMPARED by unit ("office__code" or "region"); one query."""
    ratios: Mapping[str, Ratio] = by_unit(cases, found, rate=rate, unit=unit)
    part, whole = sum(one.part for one in ratios.values()), sum(one.whole for one in ratios.values())
    common = part / whole if whole >= LEAST_DENOMINATOR else None
    return Funnel(
        rate=rate,
        common=common,
        units=tuple(
            Unit(
                code=code,
                ratio=one,
                band=limits(common, one.whole) if common is not None and one.value is not None else None,
            )
            for code, one in sorted(ratios.items())
        ),
    )


def own_past(cases: QuerySet[Case], until: date) -> list[Quarter]:
    """The last eight quarters before a day, oldest first; one query, grouped by both quarters of a case."""
    since = quarters_back(until, QUARTERS)
    rows = (
        unresolved_before(cases, since)
        .order_by()
        .filter(between("entered_on", since, until) | between("resolved_on", since, until))
        .annotate(came=TruncQuarter("entered_on"), went=TruncQuarter("resolved_on"))
        .values_list("came", "went")
        .annotate(
            number=Count("pk"),
            resolved=Count("pk", filter=~Q(outcome=Outcome.APPEAL)),
            settled=Count("pk", filter=Q(outcome__in=[Outcome.FULL, Outcome.PARTLY])),
        )
    )
    told = list(rows)
    return [
        Quarter(
            first=first,
            applications=sum(number for came, _went, number, *_rest in told if came == first),
            resolved=sum(resolved for _came, went, _number, resolved, _settled in told if went == first),
            settled=sum(settled for _came, went, *_numbers, settled in told if went == first),
        )
        for first in (quarters_back(until, number) for number in range(QUARTERS, 0, -1))
    ]


def quarters_back(day: date, number: int) -> date:
    """The first day of the quarter so many before the one the day lies in."""
    months = day.year * 12 + (day.month - 1) // 3 * 3 - 3 * number
    return date(months // 12, months % 12 + 1, 1)


def lacking(regions: set[str] | None) -> tuple[Learning | None, list[Lack]]:
    """What the last learning found lacking, the dearest first; of these regions, or of all."""
    learned = Learning.objects.last()
    rows = [
        Lack(region=region, language=language, topic=topic, office=office, metres=metres)
        for region, language, topic, office, metres in (learned.lacks if learned else ())
    ]
    return learned, [one for one in rows if regions is None or one.region in regions]
