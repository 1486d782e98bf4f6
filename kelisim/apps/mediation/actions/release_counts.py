"""Publishes the counts of every finished period that is not out yet, protected together with what is out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from json import dumps

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.models import ReleasedTable
from kelisim.apps.mediation.queries import released
from kelisim.apps.mediation.queries.shared_counts import shared_counts
from kelisim.apps.mediation.queries.tables import Frame, first_year, frame, periods_of
from kelisim.engines.disclosure.ledger import refused
from kelisim.engines.disclosure.linked import protect
from kelisim.engines.disclosure.types import Name, Rule, Same
from kelisim.kernel.audit.log import record
from kelisim.kernel.packs.dated import NoValue


def release_counts() -> list[ReleasedTable]:
    """All quarters and years that are over, in the order they ended; those already out stay as they are.

    Done by the clock, so that nobody chooses what is published or when. A second call finds nothing to do.
    """
    today = timezone.localdate()
    first = first_year()
    done: list[ReleasedTable] = []
    for year in range(first or today.year + 1, today.year + 1):
        for until in sorted({one.until for one in periods_of(year) if one.until <= today}):
            try:
                rule = released.rule_on(until)
            except NoValue:  # a country without a rule of disclosure releases nothing
                continue
            done += _release(year, until, rule)
    return done


def _release(year: int, until: date, rule: Rule) -> list[ReleasedTable]:
    """The tables of the year that end on this day, given those that are out.

    One that could be told from what is out by a few cases is refused: nothing of it is printed.
    """
    with transaction.atomic():
        out = released.tables(year)
        standing = released.latest(out)
        have = {released.period_of(table) for table in out}
        new = [frame(one) for one in periods_of(year) if one.until == until and one not in have]
        if not new:
            return []
        shared = shared_counts([*map(released.frame_of, standing), *new], rule)
        known, told = released.remember(shared, [table for table in out if table not in standing])
        already = {**shared.known, **known, **released.seen_in(standing)}
        protected = protect(shared.counted.values(), shared.sums, already=already, rule=rule)
        told = {**told, **released.values_in(standing), **protected.values}
        blamed = tables_of(refused(shared.claimed, told, rule))
        printed = {name: value for name, value in protected.values.items() if name[0] not in blamed}
        tables = [_table(one, printed, rule) for one in new]
        ReleasedTable.objects.bulk_create(tables)
        record(
            "mediation.released_counts",
            f"counts:{until.isoformat()}",
            by=None,
            digest=digest(tables),
            hidden=sum(value is None for value in protected.values.values()),
            exposed=len(protected.exposed),
            refused=sum(one.period.name in blamed for one in new),
        )
    return tables


def tables_of(same: Iterable[Same]) -> set[str]:
    """The tables in which these places stand."""
    return {name[0] for one in same for side in one for name in side}


def _table(one: Frame, values: Mapping[Name, int | None], rule: Rule) -> ReleasedTable:
    period = one.period
    return ReleasedTable(
        level=period.level,
        since=period.since,
        until=period.until,
        rows=list(one.rows),
        columns=list(one.columns),
        values=released.lines(one, values),
        rule=asdict(rule),
    )


def digest(tables: Sequence[ReleasedTable]) -> str:
    """Of everything printed: the chain of the audit keeps it, so that a table changed later is found out."""
    told = [[str(table), table.rows, table.columns, table.values, table.rule] for table in tables]
    return sha256(dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
