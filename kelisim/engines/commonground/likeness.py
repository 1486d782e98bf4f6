"""Voters too alike to be chance: shown as counts, never deleted by machine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from kelisim.engines.commonground.counts import counts_of
from kelisim.engines.commonground.hashing import Hashes, draws, mix
from kelisim.engines.commonground.types import Real, Votes, Whole

FEWEST = 15
HASHES, BANDS = 64, 16
ALIKE = 0.9
CHANCE = 1e-6
_CODES: Hashes = np.arange(3, dtype=np.uint64)
CROWD = 200  # in a band this full only neighbours are compared: pairs would grow with its square


@dataclass(frozen=True, kw_only=True, eq=False)
class Likeness:
    """Clusters of near-duplicate voters by place in the order, largest first, and one voice each as a
    mask."""

    clusters: tuple[tuple[int, ...], ...]
    one_voice: Whole  # places of everybody, but of each cluster only the first


def near_duplicates(votes: Votes, label: Whole, groups: int) -> Likeness:
    """People with 15 live votes at least whose votes are the same to nine tenths, beyond what chance
    explains.

    Candidates come from equal keys and MinHash (Broder 1997; 64 hashes, 16 bands of 4), are confirmed at a
    Jaccard index of 0.9 over (statement, vote), and kept where so much agreement has a probability under 1e-6
    by the shares of their groups, divided by the number of pairs (Bonferroni). `votes`: live statements;
    `label`: -1 is a group too.
    docs/method/dialogue.md#near-duplicate-voters
    """
    able = np.flatnonzero(votes.answers >= FEWEST)
    pairs = sorted(set(_candidates(votes, able)))
    shares = _shares(votes, label, groups)
    limit = CHANCE / max(len(able) * (len(able) - 1) / 2, 1)
    kept = [pair for pair in pairs if _alike(votes, pair, shares[label[list(pair)]], limit)]
    clusters = _clusters(kept)
    dropped = {one for cluster in clusters for one in cluster[1:]}
    voice = np.array([one for one in range(votes.people) if one not in dropped], np.int64)
    return Likeness(clusters=tuple(clusters), one_voice=voice)


def _shares(votes: Votes, label: Whole, groups: int) -> Real:
    """For each group (the last: nobody's) and statement the shares of disagree, pass, agree."""
    counts = counts_of(votes, np.where(label < 0, groups, label), groups + 1)
    passes = counts.answers - counts.agrees - counts.disagrees
    told = np.stack([counts.disagrees, passes, counts.agrees], axis=2)
    return (told + 0.5) / (counts.answers[:, :, None] + 1.5)


def _candidates(votes: Votes, able: Whole) -> Iterator[tuple[int, int]]:
    if not len(able):
        return
    yield from zip(*_runs(votes.key[able], able), strict=True)
    signature = _signatures(votes, able)
    rows = HASHES // BANDS
    for band in range(BANDS):
        part = signature[:, band * rows : (band + 1) * rows]
        buckets: dict[bytes, list[int]] = defaultdict(list)
        for place, one in enumerate(part):
            buckets[one.tobytes()].append(int(able[place]))
        for bucket in buckets.values():
            yield from (combinations(bucket, 2) if len(bucket) <= CROWD else pairwise(bucket))


def _runs(key: np.ndarray, able: Whole) -> tuple[list[int], list[int]]:
    """Neighbours with equal keys; people already stand in the order of their keys."""
    same = np.flatnonzero((key[1:] == key[:-1]).all(axis=1))
    return able[same].tolist(), able[same + 1].tolist()


def _signatures(votes: Votes, able: Whole) -> np.ndarray:
    table = mix(np.repeat(mix(votes.identities), 3) + np.tile(_CODES, votes.statements))
    code = votes.statement * np.int64(3) + votes.value + 1
    some = np.flatnonzero(votes.answers)
    found = np.empty((len(able), HASHES), np.uint64)
    where = np.searchsorted(some, able)
    for turn in range(HASHES):
        salted = mix(table ^ draws(0, "minhash", turn))
        found[:, turn] = np.minimum.reduceat(salted[code], votes.start[some])[where]
    return found


def _alike(votes: Votes, pair: tuple[int, int], shares: Real, limit: float) -> bool:
    """`shares` of the two people's groups: 2 x statements x 3."""
    mine, hers = (slice(votes.start[one], votes.start[one + 1]) for one in pair)
    both, left, right = np.intersect1d(votes.statement[mine], votes.statement[hers], return_indices=True)
    first, second = votes.value[mine][left], votes.value[hers][right]
    same = int((first == second).sum())
    union = int(votes.answers[list(pair)].sum()) - same
    if same < ALIKE * union:
        return False
    chance = shares[:, both].prod(axis=0).sum(axis=1)
    return _at_least(chance, same) < limit


def _at_least(chance: Real, same: int) -> float:
    """Probability that at least `same` of independent events with these chances happen (Poisson binomial)."""
    found = np.zeros(len(chance) + 1)
    found[0] = 1
    for one in chance:
        found[1:] = found[1:] * (1 - one) + found[:-1] * one
        found[0] *= 1 - one
    return float(found[same:].sum())


def _clusters(pairs: list[tuple[int, int]]) -> list[tuple[int, ...]]:
    """People connected by pairs, largest cluster first, then by place."""
    head: dict[int, int] = {}

    def find(one: int) -> int:
        while head.setdefault(one, one) != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    for a, b in pairs:
        first, second = sorted((find(a), find(b)))
        head[second] = first
    members: dict[int, list[int]] = defaultdict(list)
    for one in sorted(head):
        members[find(one)].append(one)
    return sorted((tuple(one) for one in members.values()), key=lambda one: (-len(one), one))
