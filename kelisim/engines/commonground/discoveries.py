"""Each group's own list: statements that set it apart, with false discoveries held at one in ten."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from kelisim.engines.commonground.counts import Counts
from kelisim.engines.commonground.false_discoveries import SHARE_OF_FALSE, adjusted
from kelisim.engines.commonground.polis import shares_of
from kelisim.engines.commonground.types import Flags

FEWEST = 5


@dataclass(frozen=True, kw_only=True)
class Discovery:
    """A statement (its place) and side (0 agree, 1 disagree) with its statistics; `q` is what it costs in
    trust."""

    statement: int
    side: int
    share: float
    share_z: float
    ratio: float
    difference_z: float
    q: float


def discoveries_of(counts: Counts, live: Flags) -> list[list[Discovery]]:
    """For each group the live statements with q <= 0.10, five answers at least, strongest first.

    A statement must pass both z tests, so its p is the larger of the two; all groups, statements and sides
    are one family (Benjamini and Hochberg 1995). docs/method/dialogue.md#each-groups-own-list
    """
    found = shares_of(counts)
    asked = np.broadcast_to(live & (counts.answers >= FEWEST), found.share.shape)
    chance = np.where(asked, ndtr(-np.minimum(found.share_z, found.difference_z)), np.nan)
    q = adjusted(chance)
    weight = found.weight()
    lists: list[list[Discovery]] = []
    for group in range(counts.groups):
        side, place = np.nonzero(q[:, group] <= SHARE_OF_FALSE)
        order = np.lexsort((side, place, -weight[side, group, place]))
        lists.append(
            [
                Discovery(
                    statement=int(place[at]),
                    side=int(side[at]),
                    share=float(found.share[side[at], group, place[at]]),
                    share_z=float(found.share_z[side[at], group, place[at]]),
                    ratio=float(found.ratio[side[at], group, place[at]]),
                    difference_z=float(found.difference_z[side[at], group, place[at]]),
                    q=float(q[side[at], group, place[at]]),
                )
                for at in order
            ]
        )
    return lists
