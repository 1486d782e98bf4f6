"""What the disclosure engine is told, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

TOTAL = "__total__"
Place = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """From what size a count may be seen. All four are counts of cases, but `least_applicants` of persons."""

    least_cases: int
    least_applicants: int
    base: int
    least_interval: int


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One true count: `cases` by `applicants` different people. It must never be shown itself."""

    row: str
    column: str
    cases: int
    applicants: int


@dataclass(frozen=True, kw_only=True)
class Released:
    """A table that may be published. `None` is a hidden value; rows and columns keep their order.

    A hidden value is printed with one sign, whatever the reason: that it is small, or that another would
    follow from it. Totals stand under the name TOTAL. Parts need not add up: each value is rounded by itself.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: Mapping[Place, int | None]

    def value(self, row: str = TOTAL, column: str = TOTAL) -> int | None:
        """What is printed in that place; a total where a name is left out."""
        return self.values[row, column]

    @property
    def hidden(self) -> int:
        """How many values are hidden, totals included."""
        return sum(value is None for value in self.values.values())


class BadCells(ValueError):
    """A place given twice, a negative count, more applicants than cases. Names the place, never the count."""

    def __init__(self, place: Place) -> None:
        self.place = place
        super().__init__(f"{place[0]} x {place[1]}")
