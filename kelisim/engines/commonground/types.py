"""What the engine is told: votes, which statements count, and the limits it keeps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Flags = NDArray[np.bool_]
AGREE, PASS, DISAGREE = 1, 0, -1
FIXED = 2**20  # the fixed point: this whole number stands for 1


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """The limits of docs/method/dialogue.md; a published result names them."""

    seed: int = 0
    min_votes: int = 7  # live statements a person answers before she is counted
    stretch: int = 10  # keeps people with few votes from the rim of the map
    max_groups: int = 5
    replicates: int = 20


@dataclass(frozen=True, kw_only=True, eq=False)
class Statements:
    """What is voted on, in canonical order: `hashing.identity` of each id, and which are live (None: all)."""

    identities: NDArray[np.uint64]
    live: Flags | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Votes:
    """The last vote of each person on each statement, people in an order that only their votes decide.

    `start` (people + 1) cuts `statement` and `value` (votes) into one stretch a person, statements ascending;
    `value` is 1 agree, -1 disagree, 0 pass. `row` says which given person stands in each place; `key` (people
    x 2) and `copy` tell people apart for draws: same live votes, same key, then copies 0, 1, ...
    """

    statements: int
    start: Whole
    statement: NDArray[np.int32]
    value: NDArray[np.int8]
    live: Flags
    identities: NDArray[np.uint64]
    row: Whole
    key: NDArray[np.uint64]
    copy: NDArray[np.uint64]

    @property
    def people(self) -> int:
        """How many people are in the file, those without a vote too."""
        return len(self.start) - 1

    @property
    def answers(self) -> Whole:
        """How many statements each person answered."""
        return np.diff(self.start)

    def person(self) -> NDArray[np.int32]:
        """The person of each vote."""
        return np.repeat(np.arange(self.people, dtype=np.int32), self.answers)


@dataclass(frozen=True, kw_only=True, eq=False)
class Axes:
    """Two unit axes in fixed point (2 x statements; a row of 0 is no axis), the mean votes, and the way to
    them."""

    weights: Whole
    means: Real
    solver: str

    @property
    def determined(self) -> bool:
        """Whether there is at least one direction."""
        return bool(self.weights[0].any())
