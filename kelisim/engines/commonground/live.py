"""A conversation while people vote: each vote moves the tables exactly, and can be taken back."""

from __future__ import annotations

import numpy as np

from kelisim.engines.commonground.tables import Tables
from kelisim.engines.commonground.types import AGREE, DISAGREE, PASS, Flags, Whole

_VOTES = frozenset((AGREE, PASS, DISAGREE))


class LiveTables:
    """Tables over all statements in step with the votes: equal votes, equal tables, whatever came before.

    A vote touches its statement's row and column where the voter voted: time grows with her votes alone.
    """

    def __init__(self, statements: int) -> None:
        self.tables = Tables.empty(statements)
        self._votes: dict[int, dict[int, int]] = {}

    def absorb(self, person: int, statement: int, value: int) -> None:
        """One vote, in place of an earlier one. Raises ValueError (not 1, 0 or -1), IndexError."""
        if value not in _VOTES:
            raise ValueError("a vote is 1, 0 or -1")
        if not 0 <= statement < len(self.tables.both):
            raise IndexError(statement)
        self.withdraw(person, statement)
        own = self._votes.setdefault(person, {})
        own[statement] = value
        self._add(own, statement, value, 1)

    def withdraw(self, person: int, statement: int) -> None:
        """Takes one vote back, if there is one."""
        own = self._votes.get(person, {})
        if statement in own:
            self._add(own, statement, own[statement], -1)
            del own[statement]

    def erase(self, person: int) -> None:
        """Takes back everything of one person."""
        for statement in list(self._votes.get(person, {})):
            self.withdraw(person, statement)
        self._votes.pop(person, None)

    def narrowed(self, live: Flags) -> Tables:
        """The tables of the live statements."""
        at = np.flatnonzero(live)
        whole = self.tables
        return Tables(
            both=whole.both[np.ix_(at, at)],
            sums=whole.sums[np.ix_(at, at)],
            products=whole.products[np.ix_(at, at)],
        )

    def votes(self) -> tuple[Whole, Whole, Whole]:
        """All votes as three arrays: person, statement, value."""
        told = [
            (person, statement, value)
            for person, own in self._votes.items()
            for statement, value in own.items()
        ]
        person, statement, value = np.array(told, np.int64).reshape(-1, 3).T
        return person, statement, value

    def _add(self, own: dict[int, int], statement: int, value: int, times: int) -> None:
        """`own` holds the statement itself; its own place is met twice by row and column, so it is put right
        after."""
        at = np.fromiter(own.keys(), np.intp, len(own))
        of = np.fromiter(own.values(), np.int64, len(own)) * times
        tables = self.tables
        tables.both[statement, at] += times
        tables.both[at, statement] += times
        tables.both[statement, statement] -= times
        tables.sums[statement, at] += value * times
        tables.sums[at, statement] += of
        tables.sums[statement, statement] -= value * times
        tables.products[statement, at] += value * of
        tables.products[at, statement] += value * of
        tables.products[statement, statement] -= value * value * times
