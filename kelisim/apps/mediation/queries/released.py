"""What is out: the released tables as they were printed, and what a reader learned from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from json import dumps
from typing import cast

from django.db.models import Subquery

from kelisim.apps.mediation.models import ReleasedTable
from kelisim.apps.mediation.queries.tables import Frame, Level, Period
from kelisim.engines.disclosure.rounding import seen
from kelisim.engines.disclosure.types import TOTAL, Name, Place, Released, Rule, Seen
from kelisim.kernel.packs.dated import value_on


def tables(year: int) -> list[ReleasedTable]:
    """The released tables of a year, in the order of their periods."""
    return list(
        ReleasedTable.objects.filter(since__gte=date(year, 1, 1), until__lte=date(year + 1, 1, 1)).order_by(
            "until", "since", "level"
        )
    )


def until(day: date) -> list[ReleasedTable]:
    """The released tables of periods that ended by that day, in the order of their periods."""
    return list(ReleasedTable.objects.filter(until__lte=day).order_by("until", "since", "level"))


def last_quarter() -> list[ReleasedTable]:
    """The tables of the latest quarter that is out."""
    latest = (
        ReleasedTable.objects.filter(level="region_topic").order_by("-until").values("since", "until")[:1]
    )
    return list(
        ReleasedTable.objects.filter(
            since=Subquery(latest.values("since")), until=Subquery(latest.values("until"))
        )
    )


def printed(table: ReleasedTable) -> Released:
    """The table as it was printed."""
    values: dict[Place, int | None] = {
        (row, column): value
        for row, line in zip((*table.rows, TOTAL), table.values, strict=True)
        for column, value in zip((*table.columns, TOTAL), line, strict=True)
    }
    return Released(rows=tuple(table.rows), columns=tuple(table.columns), values=values)


def digest(table: ReleasedTable) -> str:
    """SHA-256 of what is printed, in a form anybody can build from the API (docs/method/disclosure.md)."""
    told = [
        table.level,
        table.since.isoformat(),
        table.until.isoformat(),
        table.rows,
        table.columns,
        table.values,
    ]
    return sha256(dumps(told, ensure_ascii=False).encode()).hexdigest()


def period_of(table: ReleasedTable) -> Period:
    """Its level and period."""
    return Period(level=cast(Level, table.level), since=table.since, until=table.until)


def frame_of(table: ReleasedTable) -> Frame:
    """Its rows and columns as they were, even if the country has others by now."""
    return Frame(period=period_of(table), rows=tuple(table.rows), columns=tuple(table.columns))


def seen_in(out: Iterable[ReleasedTable]) -> dict[Name, Seen]:
    """What a reader knows of each place of these tables, by the rule under which each was printed."""
    return {
        (period_of(table).name, *place): seen(value, Rule(**table.rule))
        for table in out
        for place, value in printed(table).values.items()
    }


def rule_on(day: date) -> Rule:
    """From what size a count may be seen on a day, by the pack."""

    def value(key: str) -> int:
        return int(str(value_on(key, day, file="statistics/disclosure").value))

    return Rule(
        least_cases=value("least_cases"),
        least_applicants=value("least_applicants"),
        base=value("rounding_base"),
        least_interval=value("least_interval"),
    )


def lines(frame: Frame, values: Mapping[Name, int | None]) -> list[list[int | None]]:
    """A line a row and one of totals, each ending with its total: the form in which a table is kept."""
    return [
        [values.get((frame.period.name, row, column)) for column in (*frame.columns, TOTAL)]
        for row in (*frame.rows, TOTAL)
    ]
