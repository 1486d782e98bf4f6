"""Recent counts against their own base, shrunk to the margins; the tail of a negative binomial."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How much is recent, how much is past, and when a count is surprising."""

    window: int = 4  # weeks, the latest
    base: int = 52  # weeks before the window
    shrink: int = 4  # weeks of weight for what the margins say
    dispersion: float = 6.0
    alpha: float = 1e-4
    least: int = 5


@dataclass(frozen=True, kw_only=True)
class Excess:
    """For each cell (district, topic): what came in the window, what was expected, how surprising it is."""

    count: Counts
    expected: Numbers
    tail: Numbers
    flagged: NDArray[np.bool_]

    @property
    def ratio(self) -> Numbers:
        """How many times the expected; endless where nothing was expected."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.count == 0, 0.0, self.count / self.expected)


def excess(weeks: Counts, recipe: Recipe) -> Excess:
    """Of counts by week, district and topic, oldest week first; the last `window` weeks are judged.

    Fewer weeks than a whole base are taken as they are; without any past nothing is expected or flagged.
    """
    recent, past = weeks[-recipe.window :], weeks[: -recipe.window][-recipe.base :]
    count = recent.sum(axis=0)
    expected = expected_counts(past, recipe)
    tail = upper_tail(count, expected, recipe.dispersion)
    flagged = (count >= recipe.least) & (tail < recipe.alpha) & (past.sum() > 0)
    return Excess(count=count, expected=expected, tail=tail, flagged=flagged)


def expected_counts(past: Counts, recipe: Recipe) -> Numbers:
    """In one window: the cell's own weekly mean, and the product of margins weighing `shrink` weeks."""
    own = past.sum(axis=0).astype(np.float64)
    total = own.sum()
    if total == 0:
        return np.zeros_like(own)
    length = len(past)
    margins = own.sum(axis=1, keepdims=True) * own.sum(axis=0, keepdims=True) / total / length
    weekly: Numbers = (own + recipe.shrink * margins) / (length + recipe.shrink)
    return weekly * recipe.window


def upper_tail(count: Counts, expected: Numbers, dispersion: float) -> Numbers:
    """P(X >= count) where X has this mean and variance mean + mean² / dispersion.

    Whole columns at a time: the loop runs over the sizes of counts, never over cells.
    """
    flat, mean = count.ravel(), expected.ravel()
    rest = mean / (mean + dispersion)
    term = (dispersion / (mean + dispersion)) ** dispersion  # P(X = 0)
    below = np.zeros_like(mean)
    for size in range(int(flat.max(initial=0))):
        below += np.where(size < flat, term, 0.0)
        term = term * rest * (dispersion + size) / (size + 1)
    tail: Numbers = np.clip(1.0 - below, 0.0, 1.0).reshape(count.shape)
    return tail


def estimated_dispersion(count: Counts, expected: Numbers, *, default: float) -> float:
    """By moments over cells and windows: sum of mean² over what the squares exceed the means by.

    Where counts scatter no more than by chance, or nothing is known, the default stays.
    """
    above = float(((count - expected) ** 2 - expected).sum())
    squares = float((expected**2).sum())
    return squares / above if above > 0 and squares > 0 else default
