"""Counts of people in a release: as the mediation room lets them out, once, and from then on frozen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation import public as mediation
from kelisim.apps.statistics.queries.release.columns import Filled, column, flag, optional, said
from kelisim.engines.disclosure.rounding import rounded
from kelisim.engines.disclosure.types import TOTAL, Released
from kelisim.engines.tabular.types import YES, Source, Table
from kelisim.kernel.packs.dated import value_on

PATH = "mediation/counts.csv"
LEVELS: tuple[mediation.Level, ...] = get_args(mediation.Level)


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """One table of counts of one period, as it was released."""

    level: str
    since: date
    until: date
    counts: Released
    revision: int = 1


def fresh_counts(day: date) -> list[Frozen]:
    """All that the mediation room has let out of the periods before a day; a table all hidden is left out."""
    found = [
        Frozen(
            level=one.period.level,
            since=one.period.since,
            until=one.period.until,
            counts=one.counts,
            revision=one.revision,
        )
        for one in mediation.released_until(day)
    ]
    return [one for one in found if one.counts.hidden < len(one.counts.values)]


def with_fresh(kept: Sequence[Frozen], day: date) -> list[Frozen]:
    """What was released before, unchanged for ever, and whatever has come out since: revisions too."""
    known = {(one.level, one.since, one.until, one.revision) for one in kept}
    fresh = [one for one in fresh_counts(day) if (one.level, one.since, one.until, one.revision) not in known]
    return [*kept, *fresh]


def unprotected(tables: Iterable[Frozen]) -> list[str]:
    """The tables with a value disclosure control would not have let out: small, or not rounded."""
    return [f"{one.level} {one.since.isoformat()}" for one in tables if not _passes(one)]


def _passes(one: Frozen) -> bool:
    def rule(key: str) -> int:
        return int(str(value_on(key, one.until, file="statistics/disclosure").value))

    base = rule("rounding_base")
    least = rounded(rule("least_cases"), base)
    printed = [value for value in one.counts.values.values() if value is not None]
    return all(value >= least and value % base == 0 for value in printed)


def count_table(tables: Sequence[Frozen]) -> Filled:
    """All of them in one file; a hidden value is an empty cell that says so."""
    table = Table(
        name="mediation-counts",
        path=PATH,
        titles=said(_("Counts of mediation by finished quarter, suppressed and rounded")),
        columns=(
            column("table", options=LEVELS),
            column("since", "date"),
            column("until", "date"),
            column("revision", "integer"),
            column("row"),
            column("column"),
            optional("value", "integer"),
            column("hidden", "boolean"),
        ),
        key=("table", "since", "until", "revision", "row", "column"),
        sources=(Source(title="Kelisim, mediation room"),),
    )
    return Filled(table=table, rows=lambda: [line for one in tables for line in _lines(one)])


def _lines(one: Frozen) -> Iterable[Sequence[str]]:
    head = (one.level, one.since.isoformat(), one.until.isoformat(), str(one.revision))
    for (row, column_name), value in one.counts.values.items():
        shown = "" if value is None else str(value)
        yield (*head, row, column_name, shown, flag(value is None))


def read_counts(lines: Iterable[dict[str, str]]) -> list[Frozen]:
    """The way back from the file of a release."""
    found: dict[tuple[str, str, str, int], dict[tuple[str, str], int | None]] = {}
    for line in lines:
        revision = int(line.get("revision", 1))  # releases before there were revisions have no such column
        values = found.setdefault((line["table"], line["since"], line["until"], revision), {})
        values[line["row"], line["column"]] = None if line["hidden"] == YES else int(line["value"])
    return [
        Frozen(
            level=level,
            since=date.fromisoformat(since),
            until=date.fromisoformat(until),
            counts=Released(
                rows=tuple(dict.fromkeys(row for row, _column in values if row != TOTAL)),
                columns=tuple(dict.fromkeys(name for _row, name in values if name != TOTAL)),
                values=values,
            ),
            revision=revision,
        )
        for (level, since, until, revision), values in found.items()
    ]
