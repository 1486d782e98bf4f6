"""How sure the groups are: the same analysis on most of the people, again and again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kelisim.engines.commonground.agreement import adjusted_rand
from kelisim.engines.commonground.axes import axes_of
from kelisim.engines.commonground.clusters import Clusters, clusters_of
from kelisim.engines.commonground.hashing import draws, shares
from kelisim.engines.commonground.places import grid_of, places_of
from kelisim.engines.commonground.types import Flags, Parameters, Votes, Whole
from kelisim.engines.commonground.votes import narrowed

KEPT, ENOUGH = 0.8, 5_000


@dataclass(frozen=True, kw_only=True, eq=False)
class Replicate:
    """One subsample: which counted people were kept (their places in the order), and their groups at each
    k."""

    kept: Whole
    labels: dict[int, Whole]


def replicates_of(votes: Votes, counted: Flags, ks: list[int], limits: Parameters) -> list[Replicate]:
    """Axes and groups fitted anew on subsamples, each person kept with 0.8 (or 5,000 people in all, if
    fewer).

    `votes`: live statements, everybody with a vote. docs/method/dialogue.md#stability
    """
    if not ks:
        return []
    chance = min(KEPT, ENOUGH / int(counted.sum()))
    found = []
    for turn in range(limits.replicates):
        drawn = shares(draws(limits.seed, "stability", turn, votes.key[:, 0], votes.key[:, 1], votes.copy))
        taken = drawn < chance
        found.append(_replicate(votes, counted, taken, ks, limits))
    return found


def agreements(replicates: list[Replicate], k: int, label: Whole) -> list[float]:
    """Adjusted Rand index of each subsample's groups to the groups of everybody (by place; -1 in no
    group)."""
    return [adjusted_rand(one.labels[k], label[one.kept]) if k in one.labels else 0.0 for one in replicates]


def _replicate(votes: Votes, counted: Flags, taken: Flags, ks: list[int], limits: Parameters) -> Replicate:
    some = narrowed(votes, taken, np.ones(votes.statements, bool))
    placed = np.flatnonzero(taken & counted)
    if not len(placed):
        return Replicate(kept=placed, labels={})
    axes = axes_of(some, solver="sparse" if some.people * some.statements > ENOUGH * 100 else "")
    places = places_of(some, axes, stretch=limits.stretch)[:, counted[taken]]
    grid = grid_of(places)
    labels = {}
    for k in ks:
        clusters: Clusters | None = clusters_of(grid, k, seed=limits.seed)
        if clusters is not None:
            labels[k] = clusters.label[grid.cell]
    return Replicate(kept=placed, labels=labels)
