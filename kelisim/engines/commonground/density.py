"""The opinion map as density: how many people stand in each cell of a coarse grid, never a point a person."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from kelisim.engines.commonground.published import SMALLEST_GROUP, THRESHOLD
from kelisim.engines.commonground.types import Whole

COARSEST, FINEST = 6, 16
LEVELS = (1, 2, 4, 8)  # a cell's shade changes at so many times the threshold


def density(
    places: Whole, label: Whole, letters: Sequence[str], *, threshold: int = THRESHOLD
) -> dict[str, Any] | None:
    """Cells of a group with enough people, each with its shade; None where no two groups can be drawn.

    The fewer people, the larger the cells.
    `places` (2 x people), `label` the group of each (-1: none). Groups under 10 people are not drawn.
    docs/method/dialogue.md#disclosure
    """
    sizes = np.bincount(label[label >= 0], minlength=len(letters))
    drawn = [group for group in range(len(letters)) if sizes[group] >= SMALLEST_GROUP]
    if len(drawn) < 2:
        return None
    counted = places[:, label >= 0]
    half = int(np.sort(np.abs(counted), axis=1)[:, _rank(counted.shape[1])].max())
    side = max(COARSEST, min(FINEST, math.isqrt(counted.shape[1] // threshold)))
    width = 2 * half // side + 1
    column = np.clip((places + half) // width, 0, side - 1)
    cells = [
        {"column": x, "row": y, "group": letters[group], "level": _level(count, threshold)}
        for group in drawn
        for (x, y), count in sorted(Counter(_of(column, label == group)).items())
        if count >= threshold
    ]
    return {"side": side, "least": threshold, "cells": cells}


def _rank(people: int) -> int:
    return min(int(np.ceil(0.99 * people)), people) - 1


def _of(column: Whole, chosen: np.ndarray[Any, np.dtype[np.bool_]]) -> list[tuple[int, int]]:
    return [(x, y) for x, y in column[:, chosen].T.tolist()]


def _level(count: int, threshold: int) -> int:
    return sum(count >= threshold * step for step in LEVELS)
