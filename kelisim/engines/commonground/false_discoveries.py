"""Many questions at once: how much trust each answer costs."""

from __future__ import annotations

import numpy as np

from kelisim.engines.commonground.types import Real

SHARE_OF_FALSE = 0.10


def adjusted(chance: Real) -> Real:
    """The q of each p (any shape; nan was not asked and stays): Benjamini and Hochberg (1995), step-up.

    Keeping those with q <= 0.10 holds the expected share of false ones among them at one in ten.
    """
    flat = chance.ravel()
    asked = np.flatnonzero(~np.isnan(flat))
    order = asked[np.argsort(flat[asked], kind="stable")]
    stepped = flat[order] * len(order) / np.arange(1, len(order) + 1)
    found = np.full(flat.shape, np.nan)
    found[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1.0)
    return found.reshape(chance.shape)
