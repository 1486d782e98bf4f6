"""Hides small counts, hides as many more as it takes, and rounds the rest."""

from __future__ import annotations

from collections.abc import Iterable

from kelisim.engines.disclosure.audit import Circulation, too_narrow
from kelisim.engines.disclosure.rounding import rounded, seen
from kelisim.engines.disclosure.types import TOTAL, BadCells, Cell, Place, Released, Rule


def release(cells: Iterable[Cell], *, rule: Rule) -> Released:
    """The table that may be published.

    `cells`: true counts of one two-way table (a list is a table of one column); a place not given holds 0.
    Result: every place and every total, rounded to `rule.base`, or None where hidden. Hidden are counts below
    `rule.least_cases` cases or `rule.least_applicants` applicants, zero included, and then the smallest
    further ones until no hidden value can be pinned to an interval narrower than `rule.least_interval`,
    whatever is added and subtracted. Not used: who the applicants are. Raises BadCells.
    From docs/method/disclosure.md.
    """
    given = list(cells)
    rows = tuple(dict.fromkeys(cell.row for cell in given))
    columns = tuple(dict.fromkeys(cell.column for cell in given))
    cases, applicants = _with_totals(given, rows, columns)
    hidden = {
        place: None
        for place in cases
        if cases[place] < rule.least_cases or applicants[place] < rule.least_applicants
    }
    while given and (narrow := too_narrow(_seen(cases, hidden, rule), hidden, rule.least_interval)):
        hidden[_next_to_hide(narrow[0], cases, hidden)] = None
    return Released(
        rows=rows,
        columns=columns,
        values={
            place: None if place in hidden else rounded(count, rule.base) for place, count in cases.items()
        },
    )


def _with_totals(
    given: list[Cell], rows: tuple[str, ...], columns: tuple[str, ...]
) -> tuple[dict[Place, int], dict[Place, int]]:
    """Counts of every place. Of a total's applicants we know the least possible number: the largest part."""
    cases = {(row, column): 0 for row in (*rows, TOTAL) for column in (*columns, TOTAL)}
    applicants = dict(cases)
    taken: set[Place] = set()
    for cell in given:
        place = (cell.row, cell.column)
        if place in taken or TOTAL in place or not 0 <= cell.applicants <= cell.cases:
            raise BadCells(place)
        taken.add(place)
        for total in ((cell.row, TOTAL), (TOTAL, cell.column), (TOTAL, TOTAL), place):
            cases[total] += cell.cases
            applicants[total] = max(applicants[total], cell.applicants)
    return cases, applicants


def _seen(cases: dict[Place, int], hidden: dict[Place, None], rule: Rule) -> Circulation:
    """What a reader knows: of a printed value its rounding interval and that it was not small."""
    known: dict[Place, tuple[int, int | None]] = {}
    for place, count in cases.items():
        told = seen(None if place in hidden else rounded(count, rule.base), rule)
        known[place] = (told.least, told.most)
    return Circulation(cases, known)


def _next_to_hide(narrow: Place, cases: dict[Place, int], hidden: dict[Place, None]) -> Place:
    """The smallest printed place in the same row or column; totals go last, the grand total at the end."""
    printed = [place for place in cases if place not in hidden]
    beside = [place for place in printed if place[0] == narrow[0] or place[1] == narrow[1]] or printed
    return min(beside, key=lambda place: (place.count(TOTAL), cases[place], place))
