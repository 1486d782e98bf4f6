"""Looks at a year's tables once more, some months after its end; publishes what may be seen to change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.actions.release_counts import digest, tables_of
from kelisim.apps.mediation.models import ReleasedTable
from kelisim.apps.mediation.queries import released
from kelisim.apps.mediation.queries.shared_counts import SharedCounts, shared_counts
from kelisim.engines.disclosure.ledger import Printed, refused, revised
from kelisim.engines.disclosure.linked import protect
from kelisim.engines.disclosure.types import Protected, Rule
from kelisim.kernel.audit.log import record
from kelisim.kernel.packs.dated import NoValue


def revise_counts() -> list[ReleasedTable]:
    """Each year once, all its tables together, on the day the pack names; the older tables stay readable.

    Done by the clock. Every table gets its second revision, the same again where nothing may be seen to
    change: so nobody learns whether nothing changed or the ledger refused it. A second call does nothing.
    """
    today = timezone.localdate()
    done: list[ReleasedTable] = []
    for year in released.years():
        try:
            day = released.revision_day(year)
            rule = released.rule_on(day)
        except NoValue:  # a country without the rule revises nothing
            continue
        if day <= today:
            done += _revise(year, day, rule)
    return done


@transaction.atomic
def _revise(year: int, day: date, rule: Rule) -> list[ReleasedTable]:
    """The tables of the year that were out before the day, unless they were revised."""
    out = released.tables(year)
    standing = [table for table in out if timezone.localdate(table.released_at) < day]
    if not standing or any(table.revision > 1 for table in out):
        return []
    shared = shared_counts([released.frame_of(table) for table in standing], rule)
    told, held = _decided(standing, shared, rule)
    tables = [_next(table, told, rule) for table in standing]
    ReleasedTable.objects.bulk_create(tables)
    record(
        "mediation.revised_counts",
        f"counts:{year}",
        by=None,
        digest=digest(tables),
        changed=sum(new.values != old.values for new, old in zip(tables, standing, strict=True)),
        refused=len(held),
    )
    return tables


def _decided(standing: Sequence[ReleasedTable], shared: SharedCounts, rule: Rule) -> tuple[Printed, set[str]]:
    """What is printed from now on, and the tables that stay as they were because the ledger refused them.

    What was hidden stays hidden. A table is refused if one of its places, or one that hangs together with it,
    would follow too narrowly from both revisions, or could be told from what is out by a few cases. What the
    first revision alone leaves narrow beside the counts of today is no fault of the second.
    """
    before = released.values_in(standing)
    known, older = released.remember(shared, standing)
    seen = released.seen_in(standing)
    names = {name[0] for name in before}

    def protected(held: set[str]) -> Protected:
        fixed = {name: one for name, one in seen.items() if name[0] in held or before[name] is None}
        already = {**shared.known, **known, **fixed}
        return protect(shared.counted.values(), shared.sums, already=already, rule=rule)

    narrow = set(protected(names).exposed)
    held: set[str] = set()
    while held != names:
        found = protected(held)
        moved = {name: revised(before[name], value, rule) for name, value in found.values.items()}
        bad = tables_of(refused(shared.claimed, {**older, **before, **moved}, rule))
        bad |= {name[0] for name in found.exposed if name not in narrow}
        if not bad:
            return {**before, **moved}, held
        held |= _blamed(bad, names - held)
    return before, held


def _blamed(tables: set[str], free: set[str]) -> set[str]:
    """Those of the tables that could still be left as they are; all, if none of them is to blame."""
    named = {one for one in free if any(table == one or table.startswith(f"{one} r") for table in tables)}
    return named or free


def _next(table: ReleasedTable, told: Printed, rule: Rule) -> ReleasedTable:
    return ReleasedTable(
        level=table.level,
        since=table.since,
        until=table.until,
        rows=table.rows,
        columns=table.columns,
        values=released.lines(released.frame_of(table), told),
        rule=asdict(rule),
        revision=table.revision + 1,
    )
