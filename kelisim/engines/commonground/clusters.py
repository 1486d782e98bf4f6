"""Weighted k-means over the cells of the grid, from fixed starts, and how well its groups stand apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kelisim.engines.commonground.hashing import draws, shares
from kelisim.engines.commonground.places import Grid
from kelisim.engines.commonground.types import Real, Whole

ROUNDS = 100
PLUSPLUS = 8


@dataclass(frozen=True, kw_only=True, eq=False)
class Clusters:
    """The group of each cell, 0 the largest (then by centroid), people in each group."""

    label: Whole
    sizes: Whole

    @property
    def k(self) -> int:
        """How many groups."""
        return len(self.sizes)


def clusters_of(grid: Grid, k: int, *, seed: int) -> Clusters | None:
    """The best of eleven starts at `k` groups; None if there are fewer cells than groups.

    Sums only, no matrix library, cells in their order: the same on every machine.
    docs/method/dialogue.md#groups
    """
    if len(grid.weight) < k:
        return None
    points = grid.centres
    label, within = _lloyd(
        grid, points, np.stack([*_fixed_starts(grid, points, k), *_drawn(grid, points, k, seed)])
    )
    return _ordered(grid, label[within.argmin()], k)


def silhouettes(grid: Grid, found: list[Clusters]) -> list[float]:
    """Mean silhouette of each grouping, cells weighted by their people; -1 to 1 (Rousseeuw 1987).

    People of one cell are at distance 0 of each other. Memory: cells squared doubles, at most 134 MB.
    """
    points = grid.centres
    apart, other = (np.square(axis[:, None] - axis[None, :]) for axis in points)
    apart = np.sqrt(apart + other) * grid.weight
    return [_silhouette(grid, apart, clusters) for clusters in found]


def _silhouette(grid: Grid, apart: Real, clusters: Clusters) -> float:
    order = np.argsort(clusters.label, kind="stable")
    first = np.searchsorted(clusters.label[order], np.arange(clusters.k))
    if (clusters.sizes == 0).any():
        return -1.0
    total = np.add.reduceat(apart[:, order], first, axis=1)
    place, sizes = np.arange(len(order)), clusters.sizes
    own = total[place, clusters.label]
    alone = sizes[clusters.label] == 1
    near = own / np.where(alone, 1, sizes[clusters.label] - 1)
    mean = total / sizes
    mean[place, clusters.label] = np.inf
    other = mean.min(axis=1)
    larger = np.maximum(near, other)
    each = np.divide(other - near, larger, out=np.zeros(len(order)), where=(larger > 0) & ~alone)
    return float((each * grid.weight).sum() / grid.weight.sum())


def _fixed_starts(grid: Grid, points: Real, k: int) -> list[Real]:
    """Farthest points, beginning farthest from the mean; then equal shares of people along each axis."""
    people = grid.weight.sum()
    mean = grid.sums.sum(axis=1) / people
    nearest = _squared(points, mean[:, None])
    far = [int(nearest.argmax())]
    nearest = _squared(points, points[:, far])
    while len(far) < k:
        far.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, _squared(points, points[:, far[-1:]]))
    starts = [points[:, far]]
    for axis in range(2):
        order = np.argsort(points[axis], kind="stable")
        before = np.cumsum(grid.weight[order]) - grid.weight[order]
        part = np.minimum(before * k // people, k - 1)
        weight = np.bincount(part, weights=grid.weight[order], minlength=k)
        sums = [np.bincount(part, weights=one[order], minlength=k) for one in grid.sums]
        starts.append(np.stack(sums) / np.maximum(weight, 1))
    return starts


def _drawn(grid: Grid, points: Real, k: int, seed: int) -> list[Real]:
    """k-means++ (Arthur and Vassilvitskii 2007), drawn by hash."""
    found = []
    for start in range(PLUSPLUS):
        steps = np.arange(k, dtype=np.uint64)
        chance = shares(draws(seed, f"start-{k}", start, steps))
        chosen = [_pick(grid.weight.astype(float), chance[0])]
        nearest = _squared(points, points[:, chosen])
        for step in range(1, k):
            chosen.append(_pick(grid.weight * nearest, chance[step]))
            nearest = np.minimum(nearest, _squared(points, points[:, chosen[-1:]]))
        found.append(points[:, chosen])
    return found


def _pick(weight: Real, chance: float) -> int:
    summed = np.cumsum(weight)
    return min(int(np.searchsorted(summed, chance * summed[-1], side="right")), len(weight) - 1)


def _squared(points: Real, centre: Real) -> Real:
    found: Real = (points[0] - centre[0]) ** 2 + (points[1] - centre[1]) ** 2
    return found


def _lloyd(grid: Grid, points: Real, centres: Real) -> tuple[Whole, Real]:
    """All starts (starts x 2 x k) moved side by side until none moves: labels and within-sums of each."""
    starts = len(centres)
    labels = np.zeros((starts, len(grid.weight)), np.int64)
    within = np.zeros(starts)
    moving = np.arange(starts)
    for turn in range(ROUNDS + 1):
        label, distance = _nearest(points, centres[moving])
        within[moving] = (distance * grid.weight).sum(axis=1)
        still = (label == labels[moving]).all(axis=1) & (turn > 0)
        labels[moving] = label
        moving, label = moving[~still], label[~still]
        if not len(moving):
            break
        centres[moving] = _moved(grid, label, centres[moving])
    return labels, within


def _nearest(points: Real, centres: Real) -> tuple[Whole, Real]:
    """For each start and cell the nearest centre (the first of equals) and its squared distance."""
    label = np.zeros((len(centres), points.shape[1]), np.int64)
    least = (points[0] - centres[:, 0, :1]) ** 2 + (points[1] - centres[:, 1, :1]) ** 2
    for group in range(1, centres.shape[2]):
        far = points[0] - centres[:, 0, group, None]
        distance = far * far
        far = points[1] - centres[:, 1, group, None]
        distance += far * far
        nearer = distance < least
        label[nearer] = group
        least = np.minimum(distance, least)
    return label, least


def _moved(grid: Grid, label: Whole, centres: Real) -> Real:
    """The centroid of each group; a group nobody is in keeps its centre."""
    starts, _, k = centres.shape
    code = (label + np.arange(starts)[:, None] * k).ravel()

    def summed(weights: Whole) -> NDArray[np.number]:
        each = np.broadcast_to(weights, label.shape).ravel()
        return np.bincount(code, weights=each, minlength=starts * k).reshape(starts, k)

    weight = summed(grid.weight)
    some = np.maximum(weight, 1)
    moved = np.stack([summed(grid.sums[0]) / some, summed(grid.sums[1]) / some], axis=1)
    return np.where((weight > 0)[:, None, :], moved, centres)


def _ordered(grid: Grid, label: Whole, k: int) -> Clusters:
    """Largest group first, ties by centroid: names that no order of rows can change."""
    sizes = np.bincount(label, weights=grid.weight, minlength=k)
    some = np.maximum(sizes, 1)
    centre = [np.bincount(label, weights=axis, minlength=k) / some for axis in grid.sums]
    order = np.lexsort((centre[1], centre[0], -sizes))
    rank = np.argsort(order)
    return Clusters(label=rank[label], sizes=sizes[order].astype(np.int64))
