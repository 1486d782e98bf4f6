"""Where each person stands on the map, in whole numbers, and the grid on which groups are looked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kelisim.engines.commonground.types import Axes, Real, Votes, Whole

SIDE = 64
RIM = 0.99  # the share of people the grid spans; those beyond it stand in its edge cells


def places_of(votes: Votes, axes: Axes, *, stretch: int) -> Whole:
    """Places of all people (2 x people). Her mean weighted vote is stretched as if she had answered
    everything.

    `votes` hold the live statements of `axes` only. docs/method/dialogue.md#places
    """
    found = np.zeros((2, votes.people), np.int64)
    some = np.flatnonzero(votes.answers)
    if not len(some):
        return found
    size = votes.statements
    code = votes.statement * np.int64(3) + votes.value + 1
    longer = np.sqrt((size + stretch) / (votes.answers + stretch))
    for axis, weights in enumerate(axes.weights):
        if weights.any():
            step = np.arange(-1, 2)[None, :] * weights[:, None] - np.rint(axes.means * weights)[:, None]
            sums = np.add.reduceat(step.astype(np.int64).ravel()[code], votes.start[some])
            found[axis, some] = np.rint(sums * longer[some]).astype(np.int64)
    return found


def place_of(answers: Mapping[int, int], axes: Axes, *, stretch: int) -> Whole:
    """The place (2) of one person from her answers (1, 0, -1) by the place of the statement among the axes:
    the same whole numbers as `places_of`."""
    at, value = np.array(list(answers), np.int64), np.array(list(answers.values()), np.int64)
    size = axes.weights.shape[1]
    step = value * axes.weights[:, at] - np.rint(axes.means * axes.weights)[:, at]
    longer = np.sqrt((size + stretch) / (len(at) + stretch))
    found: Whole = np.rint(step.sum(axis=1) * longer).astype(np.int64)
    return found


def nearest(place: Whole, middles: Real, *, apart: float) -> int | None:
    """The group whose middle (groups x 2) is nearest to a place (2); None where the next one is as near:
    where the difference of both distances is under `apart` (0..1) of their sum."""
    far = np.hypot(*(middles - place).T)
    first, second = np.argsort(far, kind="stable")[:2]
    if far[second] - far[first] < apart * (far[second] + far[first]):
        return None
    return int(first)


@dataclass(frozen=True, kw_only=True, eq=False)
class Grid:
    """Occupied cells in order: people in each, exact sums of their places (2 x cells), and each person's
    cell."""

    weight: Whole
    sums: Whole
    cell: Whole

    @property
    def centres(self) -> Real:
        """The mean place in each cell (2 x cells)."""
        return self.sums / self.weight


def grid_of(places: Whole) -> Grid:
    """A 64 x 64 grid over the places (2 x people, at least one)."""
    people = places.shape[1]
    rank = min(int(np.ceil(RIM * people)), people) - 1
    half = int(np.partition(np.abs(places), rank, axis=1)[:, rank].max())
    width = 2 * half // SIDE + 1
    column = np.clip((places + half) // width, 0, SIDE - 1)
    occupied, cell = np.unique(column[0] * SIDE + column[1], return_inverse=True)
    weight = np.bincount(cell, minlength=len(occupied))
    # Sums of whole numbers below 2^53 are exact in doubles, in any order.
    sums = np.stack([np.bincount(cell, weights=axis, minlength=len(occupied)) for axis in places])
    return Grid(weight=weight, sums=np.rint(sums).astype(np.int64), cell=cell)
