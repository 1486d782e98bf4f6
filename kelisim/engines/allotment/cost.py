"""The price of a pair: the way between case and mediator, and a topic she does not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kelisim.engines.allotment.types import TOPIC_MISMATCH, CaseNeeds, MediatorOffer

EARTH_RADIUS_M = 6_371_008.8
BLOCKED = np.int32(2_000_000_000)


@dataclass(frozen=True, kw_only=True)
class Roster:
    """The mediators of one region as arrays, in the order of their ids; m of them."""

    ids: tuple[str, ...]
    points: NDArray[np.float64]  # (m, 2) radians: latitude, longitude
    languages: dict[str, NDArray[np.bool_]]  # each (m,)
    topics: dict[str, NDArray[np.bool_]]  # each (m,)
    capacity: NDArray[np.int64]  # (m,)
    place: dict[str, int]

    def speaks(self, language: str) -> NDArray[np.bool_]:
        """(m,) who speaks it."""
        return self.languages.get(language, np.zeros(len(self.ids), dtype=bool))

    def knows(self, topic: str) -> NDArray[np.bool_]:
        """(m,) who has the topic."""
        return self.topics.get(topic, np.zeros(len(self.ids), dtype=bool))


def roster(mediators: Sequence[MediatorOffer]) -> Roster:
    """The arrays of these mediators, sorted by id so that the order of a file never matters."""
    rows = sorted(mediators, key=lambda one: one.id)
    return Roster(
        ids=tuple(one.id for one in rows),
        points=np.radians(np.array([(one.lat, one.lon) for one in rows], dtype=float).reshape(-1, 2)),
        languages=_membership([one.languages for one in rows]),
        topics=_membership([one.topics for one in rows]),
        capacity=np.array([one.capacity for one in rows], dtype=np.int64),
        place={one.id: place for place, one in enumerate(rows)},
    )


def _membership(sets: Sequence[frozenset[str]]) -> dict[str, NDArray[np.bool_]]:
    words = sorted(set().union(*sets)) if sets else []
    return {word: np.array([word in one for one in sets], dtype=bool) for word in words}


def metres(points: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.int32]:
    """Whole metres between (n, 2) and (m, 2) points in radians, as (n, m).

    Haversine on a sphere of radius 6371.0088 km, rounded half up: floor(m + 0.5). Source: the mean
    Earth radius of the IUGG; docs/method/allotment.md.
    """
    lat, lon = points[:, :1], points[:, 1:]
    half = np.sin((others[:, 0] - lat) / 2) ** 2
    half += np.cos(lat) * np.cos(others[:, 0]) * np.sin((others[:, 1] - lon) / 2) ** 2
    way = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    whole: NDArray[np.int32] = np.floor(way + 0.5).astype(np.int32)
    return whole


def distances(cases: Sequence[CaseNeeds], team: Roster) -> NDArray[np.int32]:
    """(n, m) metres; each distinct place of the cases is measured once."""
    points = np.radians(np.array([(case.lat, case.lon) for case in cases], dtype=float).reshape(-1, 2))
    distinct, where = np.unique(points, axis=0, return_inverse=True)
    return metres(distinct, team.points)[where.reshape(-1)]


def costs(cases: Sequence[CaseNeeds], team: Roster) -> NDArray[np.int32]:
    """(n, m) cost of each pair in metres; BLOCKED where they share no language or she is excluded.

    Not used: anybody's past results, which would pay for pressure on the sides.
    """
    price = distances(cases, team)
    rows: dict[tuple[str, str], list[int]] = {}
    for row, case in enumerate(cases):
        rows.setdefault((case.language, case.topic), []).append(row)
        for name in case.excluded:
            if name in team.place:
                price[row, team.place[name]] = BLOCKED
    for (language, topic), group in rows.items():
        at = np.array(group)
        block = price[at]
        mismatch = ~team.knows(topic)
        block[:, mismatch] += np.where(block[:, mismatch] < BLOCKED, TOPIC_MISMATCH, 0).astype(np.int32)
        block[:, ~team.speaks(language)] = BLOCKED
        price[at] = block
    return price
