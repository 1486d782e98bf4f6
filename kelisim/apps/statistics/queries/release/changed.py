"""What a release changed against the one it supersedes: row by row, and counted by indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kelisim.apps.statistics.models import KEY, Release
from kelisim.apps.statistics.queries.known import known
from kelisim.apps.statistics.queries.release.columns import Filled, column, optional, said
from kelisim.apps.statistics.queries.release.figures import figure_rows
from kelisim.apps.statistics.queries.release.shelf import listed, opened
from kelisim.engines.tabular.changes import Change, Key, compare
from kelisim.engines.tabular.types import Table

PATH = "changes.csv"
FIGURES = "data/"
_VALUE, _STATUS, _PRECISION = 4, 7, 8


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How many figures of an indicator were added, revised, withdrawn, and how many there are now."""

    indicator: str
    added: int
    revised: int
    withdrawn: int
    figures: int


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Every change against `before` ("" for the first release, whose figures are all new), and the counts."""

    before: str
    rows: tuple[Change, ...]
    counted: tuple[Counted, ...]


def changes(before: Release | None) -> Changes:
    """Compares what is in the database with the frozen tables of the release before."""
    now = sorted(known().order_by().values_list("indicator_id", flat=True).distinct())
    then = {} if before is None else _tables(before)
    rows: list[Change] = []
    counted = []
    for indicator in sorted({*now, *then}):
        after = [_told(cells) for cells in figure_rows(indicator)]
        found = compare(_frozen(before, then.get(indicator, "")), after)
        kinds = Counter(change.what for change in found)
        counted.append(
            Counted(
                indicator=indicator,
                added=kinds["added"],
                revised=kinds["revised"],
                withdrawn=kinds["withdrawn"],
                figures=len(after),
            )
        )
        rows += found if before else []
    return Changes(before=before.code if before else "", rows=tuple(rows), counted=tuple(counted))


def _tables(release: Release) -> dict[str, str]:
    paths = [one.path for one in listed(release) if one.path.startswith(FIGURES)]
    return {path.removeprefix(FIGURES).removesuffix(".csv"): path for path in paths}


def _frozen(release: Release | None, path: str) -> dict[Key, str]:
    if release is None or not path:
        return {}
    with opened(release, path) as rows:
        return dict(_told(list(row.values())) for row in rows)


def _told(cells: Sequence[str]) -> tuple[Key, str]:
    """A figure's key, and its value as a reader would name it: with its precision or status if it has one."""
    value = cells[_VALUE]
    marks = [mark for mark in (cells[_PRECISION], cells[_STATUS]) if mark not in ("exact", "final")]
    key = (cells[0], cells[1], cells[2], cells[3], cells[10])
    return key, " ".join([value, *marks]).strip()


def change_table(found: Changes) -> Filled:
    """The changes as a table: old value and new value of each figure."""
    table = Table(
        name="changes",
        path=PATH,
        titles=said(_("Figures added, revised and withdrawn since the release before")),
        columns=(
            *(column(name) for name in KEY),
            column("change", options=("added", "revised", "withdrawn")),
            optional("before"),
            optional("after"),
        ),
        key=KEY,
    )
    return Filled(table=table, rows=lambda: _lines(found))


def _lines(found: Changes) -> Iterator[Sequence[str]]:
    for change in found.rows:
        yield (*change.key, change.what, change.before, change.after)
