"""All cases of a file at once: the cheapest allotment, and the proof that it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from kelisim.engines.allotment import explain
from kelisim.engines.allotment.cost import BLOCKED, Roster, costs, roster
from kelisim.engines.allotment.types import UNASSIGNED, Allotment, Assignment, CaseNeeds, MediatorOffer


@dataclass(frozen=True, kw_only=True)
class Region:
    """One region solved: `chosen` (n,) is the place of the mediator in the roster, -1 for none."""

    name: str
    cases: tuple[CaseNeeds, ...]
    team: Roster
    costs: NDArray[np.int32]
    chosen: NDArray[np.int64]
    prices: NDArray[np.int64]


def solve(cases: Sequence[CaseNeeds], mediators: Sequence[MediatorOffer]) -> Allotment:
    """The allotment of least total cost: each case at most one mediator, each mediator at most her capacity.

    `cases` and `mediators` in any order, ids unique. Costs in whole metres (see cost.py); an unassigned
    case costs 5,000,000. The prices are dual values of the capacities, so `lower_bound`, the sum over
    cases of min(5,000,000, min over all eligible of cost + price) less the sum of capacity x price, equals
    `total_cost`. Regions do not share mediators, so each is solved alone. Not used: load, results, seed.
    Source: min-cost flow, Ahuja, Magnanti & Orlin, Network Flows (1993), ch. 9; docs/method/allotment.md.
    """
    regions = solve_regions(cases, mediators)
    assignments: list[Assignment] = []
    unassigned: dict[str, str] = {}
    prices: dict[str, int] = {}
    total = bound = 0
    for region in regions:
        total += _cost_of(region)
        bound += lower_bound(region.costs, region.team.capacity, region.prices)
        prices |= dict(zip(region.team.ids, map(int, region.prices), strict=True))
        for row, case in enumerate(region.cases):
            place = int(region.chosen[row])
            if place < 0:
                unassigned[case.id] = explain.why_unassigned(case, region.team, region.costs[row])
            else:
                assignments.append(_assignment(region, row, place))
    return Allotment(
        method="optimum",
        assignments=tuple(sorted(assignments, key=lambda one: one.case)),
        unassigned=dict(sorted(unassigned.items())),
        total_cost=total,
        lower_bound=bound,
        prices=prices,
        utilisation=explain.utilisation(mediators, [one.mediator for one in assignments]),
    )


def solve_regions(cases: Sequence[CaseNeeds], mediators: Sequence[MediatorOffer]) -> list[Region]:
    """Each region's own optimum, in the order of region codes."""
    return [_solve_region(*one) for one in by_region(cases, mediators)]


def by_region(
    cases: Sequence[CaseNeeds], mediators: Sequence[MediatorOffer]
) -> list[tuple[str, tuple[CaseNeeds, ...], Roster]]:
    """Name, cases by (day, id) and roster of each region, in the order of region codes."""
    names = sorted({case.region for case in cases} | {one.region for one in mediators})
    mine: dict[str, list[CaseNeeds]] = {name: [] for name in names}
    for case in sorted(cases, key=lambda case: (case.day, case.id)):
        mine[case.region].append(case)
    theirs: dict[str, list[MediatorOffer]] = {name: [] for name in names}
    for one in mediators:
        theirs[one.region].append(one)
    return [(name, tuple(mine[name]), roster(theirs[name])) for name in names]


def _solve_region(name: str, cases: tuple[CaseNeeds, ...], team: Roster) -> Region:
    price = costs(cases, team)
    chosen = _flow(price, team.capacity)
    prices = prices_of(price, chosen)
    return Region(name=name, cases=cases, team=team, costs=price, chosen=chosen, prices=prices)


def _flow(price: NDArray[np.int32], capacity: NDArray[np.int64]) -> NDArray[np.int64]:
    """Cases send one unit; mediators pass on up to their capacity; the sink also takes the unassigned."""
    rows, columns = price.shape
    chosen = np.full(rows, -1, dtype=np.int64)
    if not rows:
        return chosen
    case, mediator = np.nonzero(price < UNASSIGNED)
    sink = rows + columns
    solver = min_cost_flow.SimpleMinCostFlow()
    pairs = solver.add_arcs_with_capacity_and_unit_cost(
        case, rows + mediator, np.ones(case.size, dtype=np.int64), price[case, mediator].astype(np.int64)
    )
    places = np.arange(rows, sink)
    solver.add_arcs_with_capacity_and_unit_cost(
        places, np.full(columns, sink), capacity, np.zeros(columns, dtype=np.int64)
    )
    everyone = np.arange(rows)
    solver.add_arcs_with_capacity_and_unit_cost(
        everyone, np.full(rows, sink), np.ones(rows, dtype=np.int64), np.full(rows, UNASSIGNED)
    )
    supplies = np.zeros(sink + 1, dtype=np.int64)
    supplies[:rows], supplies[sink] = 1, -rows
    solver.set_nodes_supplies(np.arange(sink + 1), supplies)
    if solver.solve() != solver.OPTIMAL:  # every case may stay unassigned, so a flow always exists
        raise RuntimeError("the flow solver found no optimum")
    used = np.asarray(solver.flows(pairs)) > 0 if case.size else np.zeros(0, dtype=bool)
    chosen[case[used]] = mediator[used]
    return chosen


def prices_of(price: NDArray[np.int32], chosen: NDArray[np.int64]) -> NDArray[np.int64]:
    """(m,) what one more place at each mediator would save, over chains of moves; 0 where a place is free.

    Bellman-Ford on the residual network of an optimal `chosen`: a case moves in, its old place becomes
    free, another case may move there, and so on. Ends because an optimum has no negative cycle.
    """
    rows, columns = price.shape
    change = np.zeros(columns, dtype=np.int64)
    if not rows or not columns:
        return change
    taken = chosen >= 0
    now = np.where(taken, price[np.arange(rows), np.maximum(chosen, 0)], UNASSIGNED).astype(np.int64)
    moves = np.where(price < BLOCKED, price - now[:, None], np.int64(BLOCKED))
    for _round in range(columns + 1):
        freed = np.where(taken, change[np.maximum(chosen, 0)], 0)
        better = np.minimum(0, (moves + freed[:, None]).min(axis=0))
        if np.array_equal(better, change):
            break
        change = better
    return -change


def lower_bound(price: NDArray[np.int32], capacity: NDArray[np.int64], prices: NDArray[np.int64]) -> int:
    """No allotment costs less than this, for any prices >= 0 (weak duality)."""
    if not price.shape[0]:
        return -int(capacity @ prices)
    if not price.shape[1]:
        return UNASSIGNED * int(price.shape[0])
    least = np.minimum((price + prices).min(axis=1), UNASSIGNED)
    return int(least.sum()) - int(capacity @ prices)


def _cost_of(region: Region) -> int:
    taken = region.chosen >= 0
    paid = region.costs[taken.nonzero()[0], region.chosen[taken]].astype(np.int64).sum()
    return int(paid) + UNASSIGNED * int((~taken).sum())


def _assignment(region: Region, row: int, place: int) -> Assignment:
    case, line = region.cases[row], region.costs[row]
    rank = int(((line < line[place]) | ((line == line[place]) & (np.arange(line.size) < place))).sum()) + 1
    return Assignment(
        case=case.id,
        mediator=region.team.ids[place],
        cost=int(line[place]),
        reasons=explain.reasons(
            case, region.team, line, explain.Standing(place=place, rank=rank, why="capacity")
        ),
    )
