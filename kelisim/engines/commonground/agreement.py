"""How much two groupings of the same people say the same."""

from __future__ import annotations

import numpy as np

from kelisim.engines.commonground.types import Whole


def adjusted_rand(one: Whole, other: Whole) -> float:
    """Adjusted Rand index of two labellings (whole numbers from 0, one length): 1 the same, 0 as by chance.

    1.0 for fewer than two people and where both put everybody together. Hubert and Arabie (1985), formula 5.
    """
    if len(one) < 2:
        return 1.0
    size = int(other.max()) + 1
    table = np.bincount(one * size + other, minlength=(int(one.max()) + 1) * size).reshape(-1, size)
    together = _pairs(table).sum()
    first, second = _pairs(table.sum(axis=1)).sum(), _pairs(table.sum(axis=0)).sum()
    chance = first * second / _pairs(np.array([len(one)]))[0]
    most = (first + second) / 2
    return 1.0 if most == chance else float((together - chance) / (most - chance))


def _pairs(counts: Whole) -> Whole:
    return counts * (counts - 1) // 2
