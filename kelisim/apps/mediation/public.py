"""All that other rooms may ask: counts that may be published, the public register; never a case or a side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from kelisim.apps.mediation.models import Case, Mediator, ReleasedTable
from kelisim.apps.mediation.queries import released, weekly
from kelisim.apps.mediation.queries.register import Wanted, found, is_suspended
from kelisim.apps.mediation.queries.tables import Level, Period
from kelisim.engines.disclosure.types import Released, Rule

__all__ = [
    "Level",
    "Mediator",
    "NotReleased",
    "Period",
    "ReleasedCounts",
    "Wanted",
    "WarningCount",
    "found",
    "has_sample",
    "is_suspended",
    "last_quarter",
    "released_counts",
    "released_tables",
    "released_until",
    "told",
    "weekly_warnings",
]


class NotReleased(ValueError):
    """The period is not over, is not one the level is published for, or its counts are not out yet."""

    def __init__(self, level: str, since: date, until: date) -> None:
        super().__init__(f"{level} {since.isoformat()}..{until.isoformat()}")


@dataclass(frozen=True, kw_only=True)
class ReleasedCounts:
    """One released table with its period, its rule, its digest and the day since which it never changes.

    `revision`: 1 as first released; a later one stands beside it and replaces nothing.
    """

    period: Period
    counts: Released
    rule: Rule
    released_on: date
    digest: str
    revision: int = 1


def released_counts(level: Level, *, since: date, until: date) -> Released:
    """Applications of a finished period as released: hidden where small, rounded (docs/method/disclosure.md).

    `region_topic`: region by topic class, of one quarter. `district`: a list of districts, of one year.
    `outcome`: how applications were resolved in the whole country, of one quarter or year.
    `until` is the first day after the period. Raises NotReleased: no live counter leaves the room.
    """
    asked = ReleasedTable.objects.filter(level=level, since=since, until=until)
    table = asked.order_by("-revision").first()
    if table is None:
        raise NotReleased(level, since, until)
    return released.printed(table)


def released_until(day: date) -> list[ReleasedCounts]:
    """All tables that are out of periods that ended by that day, revisions too, oldest first; one query.

    They were protected together and never change. Whoever writes them into files adds no other counts.
    """
    return [told(table) for table in released.until(day)]


def released_tables(*, latest: bool) -> QuerySet[ReleasedTable]:
    """Every table that is out with all its revisions, or with the latest only; `told` gives its counts."""
    return released.in_force() if latest else ReleasedTable.objects.all()


def last_quarter() -> list[ReleasedCounts]:
    """The tables of the latest quarter that is out; one query, empty while nothing is."""
    return [told(table) for table in released.last_quarter()]


def told(table: ReleasedTable) -> ReleasedCounts:
    """A released table as others read it."""
    return ReleasedCounts(
        period=released.period_of(table),
        counts=released.printed(table),
        rule=Rule(**table.rule),
        released_on=timezone.localdate(table.released_at),
        digest=released.digest(table),
        revision=table.revision,
    )


@dataclass(frozen=True, kw_only=True)
class WarningCount:
    """A district and topic far above its own past in the weeks up to and with this one; no case, no name.

    No ratio where nothing at all was expected: a topic or district that never had an application.
    """

    district: str
    topic: str
    week: date
    count: int
    expected: float
    ratio: float | None
    tail: float
    experimental: bool


def weekly_warnings(since: date) -> list[WarningCount]:
    """What was delivered of weeks that began on that day or later (docs/method/warnings.md); one query."""
    return [
        WarningCount(
            week=one.week,
            experimental=one.experimental,
            **dict(zip(("district", "topic", "count", "expected", "ratio", "tail"), line, strict=True)),
        )
        for one in weekly.delivered(since)
        for line in one.lines
    ]


def has_sample() -> bool:
    """Whether the cases here are a sample; sample and real cases never share a database."""
    return Case.objects.filter(sample=True).exists()
