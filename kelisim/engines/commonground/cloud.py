"""How far apart groups seem in one cloud that has none: what a silhouette must beat."""

from __future__ import annotations

import numpy as np

from kelisim.engines.commonground.clouds import MEAN_SD, PEOPLE, RATIOS
from kelisim.engines.commonground.types import Real

_TABLE = np.array(MEAN_SD)  # people x ratios x k (from 2) x (mean, sd)


def surprise(silhouette: float, *, k: int, people: int, variances: Real) -> float:
    """Standard deviations above the mean silhouette of one Gaussian cloud of this size and shape at this k.

    `people` at least 12; more than 1,000 count as 1,000. `variances` of the two coordinates, not both 0. The
    table was made by bench/clouds.py (400 clouds a node) and is read by straight lines between its nodes.
    """
    least, most = np.sort(variances)
    ratio = float(least / most)
    size = float(np.clip(people, PEOPLE[0], PEOPLE[-1]))
    mean, sd = (_between(_TABLE[:, :, k - 2, which], size, ratio) for which in range(2))
    return (silhouette - mean) / sd


def _between(table: Real, size: float, ratio: float) -> float:
    """Linear in the logarithm of the size and in the ratio."""
    rows = [float(np.interp(ratio, RATIOS, row)) for row in table]
    return float(np.interp(np.log(size), np.log(PEOPLE), rows))
