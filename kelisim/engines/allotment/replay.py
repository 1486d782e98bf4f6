"""A whole file decided case by case, beside the optimum in hindsight. Apart from online.py, so that a page
that ranks one case never loads the solver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kelisim.engines.allotment import explain
from kelisim.engines.allotment.cost import Roster, costs
from kelisim.engines.allotment.online import best, desk_of
from kelisim.engines.allotment.optimum import by_region, solve
from kelisim.engines.allotment.types import UNASSIGNED, Allotment, Assignment, CaseNeeds, MediatorOffer


def allot(
    cases: Sequence[CaseNeeds],
    mediators: Sequence[MediatorOffer],
    *,
    shares: Mapping[str, float],
    prices: Mapping[str, int],
    seed: int = 0,
) -> Allotment:
    """A whole file case by case in the order of (day, id), as the room would have done it.

    `shares[case id]` is the share of the period gone on its day (0..1). `lower_bound` is that of the same
    file solved exactly, so the gap to hindsight can be read off.
    """
    assignments: list[Assignment] = []
    unassigned: dict[str, str] = {}
    for _name, mine, team in by_region(cases, mediators):
        desk = desk_of(team, {}, prices, seed)
        for case, line in zip(mine, costs(mine, team), strict=True):
            at = best(line, desk, case.id, shares[case.id])
            if at is None:
                unassigned[case.id] = explain.why_unassigned(case, team, line)
            else:
                desk.carried[at] += 1
                assignments.append(_assignment(case, team, line, at))
    return Allotment(
        method="online",
        assignments=tuple(sorted(assignments, key=lambda one: one.case)),
        unassigned=dict(sorted(unassigned.items())),
        total_cost=sum(one.cost for one in assignments) + UNASSIGNED * len(unassigned),
        lower_bound=solve(cases, mediators).lower_bound,
        prices=dict(prices),
        utilisation=explain.utilisation(mediators, [one.mediator for one in assignments]),
    )


def _assignment(case: CaseNeeds, team: Roster, line: NDArray[np.int32], at: int) -> Assignment:
    standing = explain.Standing(place=at, rank=int((line < line[at]).sum()) + 1, why="load")
    return Assignment(
        case=case.id,
        mediator=team.ids[at],
        cost=int(line[at]),
        reasons=explain.reasons(case, team, line, standing),
    )
