"""Statistics that compare with Polis to the last digit, given the groups.

Written from the formulas of Small et al., "Polis: scaling deliberation by mapping high dimensional opinion
spaces" (2021), and docs/method/dialogue.md#compatible-statistics; not from any program.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kelisim.engines.commonground.counts import Counts
from kelisim.engines.commonground.types import Flags, Real, Whole

LIMIT = 1.2816  # one-sided 90 %
KEPT = 5
AGREES, DISAGREES = 0, 1


@dataclass(frozen=True, kw_only=True, eq=False)
class Shares:
    """Share, share z, ratio, difference z: arrays of side (agree, disagree) x groups x statements."""

    share: Real
    share_z: Real
    ratio: Real
    difference_z: Real

    def weight(self) -> Real:
        """What representative statements are ordered by."""
        return self.ratio * self.difference_z * self.share * self.share_z


@dataclass(frozen=True, kw_only=True)
class Speaks:
    """A statement (its place) that speaks for a group, on which side, and whether it is the best agreed."""

    statement: int
    side: int
    best_agreed: bool = False


@dataclass(frozen=True, kw_only=True)
class Consensus:
    """Places of the statements of the majority, best first, and those that lost only by their place in the
    order."""

    places: tuple[int, ...]
    ties_cut: tuple[int, ...]


def shares_of(counts: Counts) -> Shares:
    """All four statistics of each group against all other grouped people."""
    inside, outside = _sides(counts), _sides(counts.others())
    asked, others = counts.answers, counts.others().answers
    share, other_share = (inside + 1) / (asked + 2), (outside + 1) / (others + 2)
    share_z = 2 * np.sqrt(asked + 1) * ((inside + 1) / (asked + 1) - 0.5)
    first, second = (inside + 1) / (asked + 1), (outside + 1) / (others + 1)
    pooled = (inside + outside + 2) / (asked + others + 2)
    spread = np.sqrt(np.maximum(pooled * (1 - pooled), 0) * (1 / (asked + 1) + 1 / (others + 1)))
    difference = np.divide(first - second, spread, out=np.zeros_like(first), where=pooled != 1)
    return Shares(share=share, share_z=share_z, ratio=share / other_share, difference_z=difference)


def informed_consensus(counts: Counts) -> Real:
    """Group-informed consensus of each statement: the product of the groups' agree shares, 0..1; 1 of no
    group."""
    found: Real = ((counts.agrees + 1) / (counts.answers + 2)).prod(axis=0)
    return found


def majority(counts: Counts, live: Flags, side: int) -> Consensus:
    """The five live statements most of all voters agree (or disagree) on. `counts` of everybody as one
    group."""
    found = shares_of(counts)
    share, share_z = found.share[side, 0], found.share_z[side, 0]
    able = np.flatnonzero(live & (share > 0.5) & (share_z > LIMIT))
    weight = share[able] * share_z[able]
    order = able[np.argsort(-weight, kind="stable")]
    sorted_weight = (share * share_z)[order]
    cut = order[KEPT:][np.isclose(sorted_weight[KEPT:], sorted_weight[KEPT - 1 : KEPT], rtol=1e-12, atol=0)]
    return Consensus(places=tuple(order[:KEPT].tolist()), ties_cut=tuple(cut.tolist()))


def representative(counts: Counts, live: Flags) -> list[list[Speaks]]:
    """For each group up to five live statements that speak for it; the best agreed one first, then agrees."""
    found = shares_of(counts)
    return [_speaks(found, counts, live, group) for group in range(counts.groups)]


def _sides(counts: Counts) -> Whole:
    return np.stack([counts.agrees, counts.disagrees])


def _speaks(found: Shares, counts: Counts, live: Flags, group: int) -> list[Speaks]:
    difference, share_z = found.difference_z[:, group], found.share_z[:, group]
    side = np.where(difference[AGREES] > difference[DISAGREES], AGREES, DISAGREES)
    able = ((difference > LIMIT) & (share_z > LIMIT)).any(axis=0) & live
    best = _best_agreed(found, counts, live, group)
    places = np.flatnonzero(able)
    weight = found.weight()[:, group]
    order = places[np.argsort(-weight[side[places], places], kind="stable")]
    rest = [int(one) for one in order if one != best]
    if best is None and not rest:
        return _least_unlike(difference, side, live)
    first = [] if best is None else [Speaks(statement=best, side=int(side[best]), best_agreed=True)]
    kept = [*first, *(Speaks(statement=one, side=int(side[one])) for one in rest)][:KEPT]
    return sorted(kept, key=lambda one: one.side)


def _best_agreed(found: Shares, counts: Counts, live: Flags, group: int) -> int | None:
    """Statement by statement, as each is better agreed than the holder so far."""
    holder: int | None = None
    share, share_z = found.share[AGREES, group], found.share_z[AGREES, group]
    ratio, weight = found.ratio[AGREES, group], found.weight()[AGREES, group]
    voted = live & (counts.agrees[group] + counts.disagrees[group] > 0)
    for one in np.flatnonzero(voted).tolist():
        if holder is None:
            better = share_z[one] > LIMIT or (ratio[one] > 1 and share[one] > 0.5)
        elif ratio[holder] > 1:
            better = weight[one] > weight[holder]
        else:
            better = share[one] * share_z[one] > share[holder] * share_z[holder]
        holder = one if better else holder
    return holder


def _least_unlike(difference: Real, side: NDArray[np.integer], live: Flags) -> list[Speaks]:
    places = np.flatnonzero(live)
    if not len(places):
        return []
    one = int(places[difference[:, places].max(axis=0).argmax()])
    return [Speaks(statement=one, side=int(side[one]))]
