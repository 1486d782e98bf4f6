"""Whether a statement means the same in two languages: do like-minded people answer it alike?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2

from kelisim.engines.commonground.false_discoveries import SHARE_OF_FALSE, adjusted
from kelisim.engines.commonground.types import Real, Whole

FEWEST = 30
NEAR = (0.5, 2.0)


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Two wordings of one statement: odds of agreeing in the first over the second, p, q, and whether to
    look."""

    odds_ratio: float
    p: float
    q: float
    differs: bool


def wordings(tables: list[Whole]) -> list[Wording | None]:
    """For each pair of wordings a table groups x 2 (first, second wording) x 2 (agree, any other answer).

    Cochran-Mantel-Haenszel with continuity correction (Mantel and Haenszel 1959) and the common odds ratio;
    all pairs are one family (Benjamini and Hochberg 1995). None where a wording has under 30 votes, or
    nothing can be told.
    docs/method/dialogue.md#do-translations-mean-the-same
    """
    found = [_tested(table.astype(float)) for table in tables]
    asked = [(at, one) for at, one in enumerate(found) if one is not None]
    q = adjusted(np.array([one[1] for _, one in asked]))
    told: list[Wording | None] = [None] * len(tables)
    for (at, (ratio, p)), each in zip(asked, q.tolist(), strict=True):
        far = ratio < NEAR[0] or ratio > NEAR[1]
        told[at] = Wording(odds_ratio=ratio, p=p, q=each, differs=bool(each <= SHARE_OF_FALSE and far))
    return told


def _tested(table: Real) -> tuple[float, float] | None:
    if (table.sum(axis=(0, 2)) < FEWEST).any():
        return None
    total = table.sum(axis=(1, 2))
    table = table[total > 1]
    total = total[total > 1]
    rows, columns = table.sum(axis=2), table.sum(axis=1)
    expected = rows[:, 0] * columns[:, 0] / total
    variance = rows.prod(axis=1) * columns.prod(axis=1) / (total**2 * (total - 1))
    crossed = (table[:, 0, 0] * table[:, 1, 1] / total).sum(), (table[:, 0, 1] * table[:, 1, 0] / total).sum()
    if variance.sum() == 0 or not any(crossed):
        return None
    apart = max(abs((table[:, 0, 0] - expected).sum()) - 0.5, 0)
    ratio = float(crossed[0] / crossed[1]) if crossed[1] else float("inf")
    return ratio, float(chi2.sf(apart**2 / variance.sum(), 1))
