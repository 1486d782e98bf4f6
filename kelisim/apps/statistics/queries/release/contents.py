"""The whole of a release: every table in the order of its descriptor, and what speaks against releasing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Q

from kelisim.apps.statistics.errors import CountsNotProtected, FiguresWithoutSource, NothingToRelease
from kelisim.apps.statistics.models import PERIOD, Release
from kelisim.apps.statistics.queries.known import known
from kelisim.apps.statistics.queries.release.changed import Changes, change_table, changes
from kelisim.apps.statistics.queries.release.codes import code_tables
from kelisim.apps.statistics.queries.release.columns import Filled
from kelisim.apps.statistics.queries.release.counts import PATH as COUNTS
from kelisim.apps.statistics.queries.release.counts import (
    Frozen,
    count_table,
    read_counts,
    unprotected,
    with_fresh,
)
from kelisim.apps.statistics.queries.release.figures import figure_tables, sdmx_table
from kelisim.apps.statistics.queries.release.ledger import ledger_tables
from kelisim.apps.statistics.queries.release.reconciliations import reading_tables
from kelisim.apps.statistics.queries.release.shelf import rows_of

NAMED_AT_MOST = 10


@dataclass(frozen=True, kw_only=True)
class Contents:
    """The tables of a release and what it changed."""

    tables: tuple[Filled, ...]
    changes: Changes
    counts: tuple[Frozen, ...]


def contents(release: Release) -> Contents:
    """What the database gives for this release today. Counts of people that were released stay as they were.

    Raises NothingToRelease, FiguresWithoutSource, CountsNotProtected.
    """
    _every_figure_has_its_source()
    kept = read_counts(rows_of(release.supersedes, COUNTS))
    counts = with_fresh(kept, release.day)
    if failing := unprotected(counts):
        raise CountsNotProtected(tables=", ".join(failing))
    found = changes(release.supersedes)
    tables = [
        *code_tables(),
        *figure_tables(),
        sdmx_table(),
        *reading_tables(),
        *ledger_tables(),
        *([count_table(counts)] if counts else []),
        change_table(found),
    ]
    return Contents(tables=tuple(tables), changes=found, counts=tuple(counts))


def _every_figure_has_its_source() -> None:
    """A figure without a source or a date cannot be published; the tables forbid most of it, not all."""
    found = known().order_by()
    if not found.exists():
        raise NothingToRelease
    untitled = found.filter(Q(source__title_kk="") | Q(source__title_ru="") | Q(source__title_en=""))
    named = {*untitled.values_list("indicator_id", "period")}
    periods = found.values_list("indicator_id", "period").distinct()
    named |= {(code, period) for code, period in periods if not re.fullmatch(PERIOD, period)}
    if named:
        told = sorted(f"{code} {period}".strip() for code, period in named)
        raise FiguresWithoutSource(count=len(told), rows=", ".join(told[:NAMED_AT_MOST]))
