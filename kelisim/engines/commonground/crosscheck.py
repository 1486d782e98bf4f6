"""The same question without groups: does a statement hold everywhere along both axes of opinion?"""

from __future__ import annotations

import numpy as np

from kelisim.engines.commonground.counts import Counts, counts_of
from kelisim.engines.commonground.score import geometric_mean, values_of
from kelisim.engines.commonground.types import Flags, Real, Votes, Whole

BINS = 20


def without_groups(votes: Votes, counted: Flags, places: Whole) -> tuple[Real, Real] | None:
    """For each statement the score over 20 bins of equal mass along an axis, the smaller of both axes; 0..1.

    Two arrays: for agreeing and for rejecting. None where no axis is determined. No k, no iteration, only
    sums.
    docs/method/dialogue.md#the-check-without-groups
    """
    axes = [axis for axis in places if axis[counted].any()]
    if not axes:
        return None
    kernel = np.exp(-(((np.arange(BINS)[:, None] - np.arange(BINS)) / 2) ** 2) / 2)
    agreed, rejected = [], []
    for axis in axes:
        label = np.full(votes.people, -1, np.int64)
        label[counted] = bins_of(axis[counted])
        smooth = _smoothed(counts_of(votes, label, BINS), kernel)
        agreed.append(geometric_mean(values_of(smooth)))
        rejected.append(geometric_mean(values_of(smooth.turned())))
    return np.minimum.reduce(agreed), np.minimum.reduce(rejected)


def bins_of(places: Whole) -> Whole:
    """20 bins of equal mass, 0..19; people at one place share their middle rank and so their bin."""
    _, inverse, count = np.unique(places, return_inverse=True, return_counts=True)
    twice_middle = 2 * np.cumsum(count) - count  # twice the mean rank counted from a half
    found: Whole = (twice_middle * BINS // (2 * len(places)))[inverse]
    return np.minimum(found, BINS - 1)


def _smoothed(counts: Counts, kernel: Real) -> Counts:
    """Neighbours added with their weight; einsum, because a matrix library may add in another order
    elsewhere."""
    agrees, disagrees, answers = (
        np.einsum("ab,bs->as", kernel, table.astype(float))
        for table in (counts.agrees, counts.disagrees, counts.answers)
    )
    return Counts(agrees=agrees, disagrees=disagrees, answers=answers)
