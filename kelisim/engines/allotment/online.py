"""One case now: who should be proposed, given what everybody already carries."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kelisim.engines.allotment import explain
from kelisim.engines.allotment.cost import Roster, costs, roster
from kelisim.engines.allotment.types import (
    LOAD_PENALTY,
    PRICE_CEILING,
    UNASSIGNED,
    CaseNeeds,
    MediatorOffer,
    Ranked,
    Situation,
)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The roster of a region with what each carries (m,) and what a place there costs (m,), in metres."""

    team: Roster
    carried: NDArray[np.int64]
    priced: NDArray[np.int64]
    seed: int


def rank(case: CaseNeeds, mediators: Sequence[MediatorOffer], *, now: Situation) -> list[Ranked]:
    """The eligible mediators of the case's region with a place left, the best first.

    score = cost + min(price, 400 km) + 300 km x max(0, load / capacity - share of the period gone), in
    metres. Ties: lower load share, then the smaller SHA-256 of seed|case|mediator, so that nobody is
    favoured by her name. Not used: results, ratings, how fast she settles.
    Source: docs/method/allotment.md#online.
    """
    team = roster([one for one in mediators if one.region == case.region])
    if not team.ids:
        return []
    desk = desk_of(team, now.loads, now.prices, now.seed)
    line = costs([case], team)[0]
    score, penalty = _scores(line, desk, now.share_of_period)
    order = sorted(_open_places(line, desk), key=lambda at: _order(score, desk, at, case.id))
    return [
        Ranked(
            mediator=team.ids[at],
            score=int(score[at]),
            cost=int(line[at]),
            metres=explain.way_of(case, team, line, at),
            price=int(desk.priced[at]),
            load_penalty=int(penalty[at]),
            load=int(desk.carried[at]),
            capacity=int(team.capacity[at]),
            reasons=explain.reasons(case, team, line, explain.Standing(place=at, rank=place, why="load")),
        )
        for place, at in enumerate(order, start=1)
    ]


def desk_of(team: Roster, loads: Mapping[str, int], prices: Mapping[str, int], seed: int) -> Desk:
    """The roster with what each carries and costs, in the order of the roster."""
    return Desk(
        team=team,
        carried=np.array([loads.get(name, 0) for name in team.ids], dtype=np.int64),
        priced=np.array([min(prices.get(name, 0), PRICE_CEILING) for name in team.ids], dtype=np.int64),
        seed=seed,
    )


def _open_places(line: NDArray[np.int32], desk: Desk) -> list[int]:
    """Places in the roster that are eligible and have room."""
    return [int(at) for at in np.nonzero((line < UNASSIGNED) & (desk.carried < desk.team.capacity))[0]]


def _scores(line: NDArray[np.int32], desk: Desk, share: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(m,) score and (m,) the part of it that comes from load, both in metres."""
    ahead = np.maximum(0.0, desk.carried / np.maximum(desk.team.capacity, 1) - share)
    penalty = np.floor(LOAD_PENALTY * ahead + 0.5).astype(np.int64)
    return line + desk.priced + penalty, penalty


def best(line: NDArray[np.int32], desk: Desk, case: str, share: float) -> int | None:
    """The place of the lowest score among those with room, ties settled as in `rank`."""
    open_places = np.nonzero((line < UNASSIGNED) & (desk.carried < desk.team.capacity))[0]
    if not open_places.size:
        return None
    score, _penalty = _scores(line, desk, share)
    ties = open_places[score[open_places] == score[open_places].min()]
    return min(map(int, ties), key=lambda at: _order(score, desk, at, case))


def _order(score: NDArray[np.int64], desk: Desk, at: int, case: str) -> tuple[int, float, bytes]:
    lot = hashlib.sha256(f"{desk.seed}|{case}|{desk.team.ids[at]}".encode()).digest()
    return int(score[at]), float(desk.carried[at] / desk.team.capacity[at]), lot
