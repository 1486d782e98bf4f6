"""Where one more place is lacking: in which region, for which language and topic, and what it would save."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kelisim.engines.allotment.cost import distances, roster
from kelisim.engines.allotment.explain import why_unassigned
from kelisim.engines.allotment.optimum import Region, solve_regions
from kelisim.engines.allotment.types import TOPIC_MISMATCH, UNASSIGNED, CaseNeeds, MediatorOffer


@dataclass(frozen=True, kw_only=True)
class Lack:
    """One more case a mediator of this language and topic could take, at the office where it helps most.

    `saving` in metres: what the cheapest allotment would cost less, over chains of moves. `case` is the one
    that gains most by it.
    """

    region: str
    language: str
    topic: str
    office: str
    saving: int
    case: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Cases nobody could take, by reason, and the places that are lacking, the dearest first."""

    unassigned: dict[str, int]
    lacks: tuple[Lack, ...]
    prices: dict[str, int]


def plan(cases: Sequence[CaseNeeds], mediators: Sequence[MediatorOffer]) -> Plan:
    """What the optimum of these files lacks.

    The dual value of a case is what it costs now plus what its place would save if it were free; an
    unassigned case's is 5,000,000 m. One more place saves the largest difference of a dual value and the
    cost there. It is tried at each office of the region; in a region without any, where the case itself is.
    Of cases that speak the language those of another topic count less the 150 km a foreign topic costs.
    Source: duality of the min-cost flow; docs/method/allotment.md.
    """
    unassigned: Counter[str] = Counter()
    lacks: list[Lack] = []
    prices: dict[str, int] = {}
    for region in solve_regions(cases, mediators):
        prices |= dict(zip(region.team.ids, map(int, region.prices), strict=True))
        for row in np.nonzero(region.chosen < 0)[0]:
            unassigned[why_unassigned(region.cases[row], region.team, region.costs[row])] += 1
        lacks += _lacking(region, [one for one in mediators if one.region == region.name])
    lacks.sort(key=lambda one: (-one.saving, one.region, one.language, one.topic))
    return Plan(unassigned=dict(sorted(unassigned.items())), lacks=tuple(lacks), prices=prices)


def duals(region: Region) -> NDArray[np.int64]:
    """(n,) what a case would let save if another place took it."""
    taken = region.chosen >= 0
    dual = np.full(len(region.cases), UNASSIGNED, dtype=np.int64)
    rows, places = np.nonzero(taken)[0], region.chosen[taken]
    dual[taken] = region.costs[rows, places] + region.prices[places]
    return dual


def _lacking(region: Region, mediators: Sequence[MediatorOffer]) -> list[Lack]:
    gain, office = _gains(region, mediators)
    best: dict[tuple[str, str], tuple[int, int]] = {}  # by language and topic: metres, row
    for row, case in enumerate(region.cases):
        found = best.get((case.language, case.topic))
        if found is None or gain[row] > found[0]:
            best[case.language, case.topic] = (int(gain[row]), row)
    dearest: dict[str, int] = {}
    for (language, _topic), (metres, _row) in best.items():
        dearest[language] = max(dearest.get(language, 0), metres - TOPIC_MISMATCH)
    return [
        Lack(
            region=region.name,
            language=language,
            topic=topic,
            office=office[row],
            saving=metres,
            case=region.cases[row].id,
        )
        for (language, topic), (metres, row) in sorted(best.items())
        # Less than a mediator of any other topic would save is no lack of this one.
        if metres > 0 and metres >= dearest[language]
    ]


def _gains(region: Region, mediators: Sequence[MediatorOffer]) -> tuple[NDArray[np.int64], list[str]]:
    """(n,) what a fitting place at the best office would save each case, and which office that is."""
    dual = duals(region)
    seats: dict[str, MediatorOffer] = {}  # each office once, where its first mediator sits
    for one in sorted(mediators, key=lambda one: one.id):
        seats.setdefault(one.office, one)
    if not seats or not region.cases:
        return dual, [""] * len(region.cases)
    team = roster(list(seats.values()))
    office = {one.id: one.office for one in seats.values()}
    way = distances(region.cases, team).astype(np.int64)
    nearest = way.argmin(axis=1)
    return dual - way[np.arange(nearest.size), nearest], [office[team.ids[at]] for at in nearest]
