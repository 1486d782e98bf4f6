"""What is out: the released tables as they were printed, and what a reader learned from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from json import dumps
from typing import cast

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from kelisim.apps.mediation.models import ReleasedTable
from kelisim.apps.mediation.queries.shared_counts import SharedCounts
from kelisim.apps.mediation.queries.tables import Frame, Level, Period
from kelisim.engines.disclosure.ledger import Printed
from kelisim.engines.disclosure.rounding import seen
from kelisim.engines.disclosure.types import TOTAL, Name, Place, Released, Rule, Seen
from kelisim.kernel.packs.dated import value_on

_ORDER = ("until", "since", "level", "revision")


def tables(year: int) -> list[ReleasedTable]:
    """The released tables of a year with all their revisions, in the order of their periods."""
    inside = ReleasedTable.objects.filter(since__gte=date(year, 1, 1), until__lte=date(year + 1, 1, 1))
    return list(inside.order_by(*_ORDER))


def until(day: date) -> list[ReleasedTable]:
    """Of periods that ended by that day, in their order, every revision that tells something else."""
    return changed(ReleasedTable.objects.filter(until__lte=day).order_by(*_ORDER))


def changed(tables: Iterable[ReleasedTable]) -> list[ReleasedTable]:
    """Without the revisions that say the same again; revisions of one table must follow each other."""
    kept: list[ReleasedTable] = []
    for table in tables:
        if not (kept and period_of(kept[-1]) == period_of(table) and digest(kept[-1]) == digest(table)):
            kept.append(table)
    return kept


def latest(tables: Iterable[ReleasedTable]) -> list[ReleasedTable]:
    """Of each table the revision in force; revisions of one table must follow each other."""
    return list({period_of(table): table for table in tables}.values())


def in_force() -> QuerySet[ReleasedTable]:
    """Every table that is out in its latest revision."""
    same = {field: OuterRef(field) for field in ("level", "since", "until")}
    later = ReleasedTable.objects.filter(**same, revision__gt=OuterRef("revision"))
    return ReleasedTable.objects.filter(~Exists(later))


def last_quarter() -> list[ReleasedTable]:
    """The tables of the latest quarter that is out, as they are in force."""
    quarter = (
        ReleasedTable.objects.filter(level="region_topic").order_by("-until").values("since", "until")[:1]
    )
    return latest(
        ReleasedTable.objects.filter(
            since=Subquery(quarter.values("since")), until=Subquery(quarter.values("until"))
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


def values_in(out: Iterable[ReleasedTable]) -> dict[Name, int | None]:
    """What is printed in each place of these tables."""
    return {
        (period_of(table).name, *place): value
        for table in out
        for place, value in printed(table).values.items()
    }


def seen_in(out: Iterable[ReleasedTable]) -> dict[Name, Seen]:
    """What a reader knows of each place of these tables, by the rule under which each was printed."""
    return {
        name: seen(value, Rule(**table.rule)) for table in out for name, value in values_in([table]).items()
    }


def remember(shared: SharedCounts, out: Iterable[ReleasedTable]) -> tuple[dict[Name, Seen], Printed]:
    """Adds what other revisions of tables in `shared` print, and gives what a reader knows of it."""
    known: dict[Name, Seen] = {}
    told: dict[Name, int | None] = {}
    for table in out:
        for name, value in values_in([table]).items():
            if value is not None:
                before = shared.printed_before(name, table.revision)
                known[before], told[before] = seen(value, Rule(**table.rule)), value
    return known, told


def years() -> list[int]:
    """The years of which something is out."""
    return [day.year for day in ReleasedTable.objects.dates("since", "year")]


def revision_day(year: int) -> date:
    """The day on which the tables of a year are looked at once more. Raises NoValue: they are not."""
    ended = date(year + 1, 1, 1)
    months = int(str(value_on("revised_after_months", ended, file="statistics/disclosure").value))
    return date(ended.year + months // 12, 1 + months % 12, 1)


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
