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


# A place of a set of tables: the table with its period, the row, the column; TOTAL where a total stands.
Name = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Counted:
    """The true count of one place of a set. `shown`: it stands in a table; if not, it only joins others."""

    name: Name
    cases: int
    applicants: int
    shown: bool = True


def is_small(place: Counted, rule: Rule) -> bool:
    """Whether the place itself may not be printed: too few cases, zero included, or too few applicants."""
    return place.cases < rule.least_cases or place.applicants < rule.least_applicants


@dataclass(frozen=True, kw_only=True)
class Sum:
    """One thing any reader knows: the whole is the sum of its parts, in one table or across several."""

    whole: Name
    parts: tuple[Name, ...]


# Two lists of places that hold the same people, as far as a reader knows: a whole and its parts, two tables.
Same = tuple[tuple[Name, ...], tuple[Name, ...]]


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a reader knows of a place: the least and the most it can be, None for no limit."""

    least: int
    most: int | None
    hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class Protected:
    """What may be printed of the new places, None where hidden, and what is beyond help.

    `exposed`: hidden or small places that earlier releases alone pin too narrowly; nothing mends it now.
    """

    values: Mapping[Name, int | None]
    exposed: tuple[Name, ...]


class BadSums(ValueError):
    """A sum whose true parts do not make its whole, or that names an unknown place. Never tells a count."""

    def __init__(self, name: Name) -> None:
        self.name = name
        super().__init__(" x ".join(name))


class BadCells(ValueError):
    """A place given twice, a negative count, more applicants than cases. Names the place, never the count."""

    def __init__(self, place: Place) -> None:
        self.place = place
        super().__init__(f"{place[0]} x {place[1]}")
