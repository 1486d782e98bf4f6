"""Why this mediator, why none, and how evenly the work is spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kelisim.engines.allotment.cost import BLOCKED, Roster
from kelisim.engines.allotment.types import (
    TOPIC_MISMATCH,
    UNASSIGNED,
    CaseNeeds,
    MediatorOffer,
    Reason,
    Utilisation,
)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a mediator stands for a case: her place in the roster, her rank, what stood before it."""

    place: int
    rank: int
    why: str


def reasons(case: CaseNeeds, team: Roster, line: NDArray[np.int32], standing: Standing) -> tuple[Reason, ...]:
    """The terms of one pair: its way, its topic, the shared language, how many were eligible, its rank.

    `line` (m,) holds the costs of the case.
    """
    known = bool(team.knows(case.topic)[standing.place])
    way = way_of(case, team, line, standing.place)
    out = [Reason(code="distance", metres=way, cost=way)]
    if not known:
        out.append(Reason(code="topic_mismatch", cost=TOPIC_MISMATCH))
    out.append(Reason(code="language", value=case.language))
    out.append(Reason(code="eligible", value=int((line < BLOCKED).sum())))
    if standing.rank == 1:
        out.append(Reason(code="rank", value=1))
    else:
        cheapest = team.ids[int(line.argmin())]
        out.append(Reason(code="rank", value=standing.rank, cheapest=cheapest, why=standing.why))
    return tuple(out)


def way_of(case: CaseNeeds, team: Roster, line: NDArray[np.int32], place: int) -> int:
    """The metres of the way alone, without what a foreign topic adds."""
    return int(line[place]) - (0 if team.knows(case.topic)[place] else TOPIC_MISMATCH)


def why_unassigned(case: CaseNeeds, team: Roster, line: NDArray[np.int32]) -> str:
    """The first reason that leaves nobody: place, language, exclusion, distance, capacity."""
    if not team.ids:
        return "no_mediator_in_region"
    if not team.speaks(case.language).any():
        return "no_shared_language"
    if (line >= BLOCKED).all():
        return "all_excluded"
    if (line >= UNASSIGNED).all():
        return "too_far"
    return "capacity"


def utilisation(mediators: Sequence[MediatorOffer], taken: Sequence[str]) -> Utilisation:
    """Load over capacity: mean, population standard deviation, Gini, maximum, and how many have none."""
    counts = Counter(taken)
    capacities = {one.id: one.capacity for one in sorted(mediators, key=lambda one: one.id)}
    loads = {name: counts[name] for name in capacities}
    shares = np.array([loads[name] / size for name, size in capacities.items() if size > 0])
    return Utilisation(
        mean=float(shares.mean()) if shares.size else 0.0,
        sd=float(shares.std()) if shares.size else 0.0,
        gini=gini(shares),
        max=float(shares.max()) if shares.size else 0.0,
        idle=sum(1 for name in capacities if not loads[name]),
        loads=loads,
        capacities=capacities,
    )


def gini(shares: NDArray[np.float64]) -> float:
    """0 where all carry alike, towards 1 where one carries all; 0 where nobody carries.

    2 x sum(rank x share) / (n x sum of shares) - (n + 1) / n, shares ascending, ranks from 1.
    """
    total = float(shares.sum())
    if not total:
        return 0.0
    ordered = np.sort(shares)
    ranks = np.arange(1, ordered.size + 1)
    return float((2 * ranks - ordered.size - 1) @ ordered / (ordered.size * total))
