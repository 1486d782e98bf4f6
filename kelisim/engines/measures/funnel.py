"""Where the share of one unit may lie by chance alone, given the common share."""

from dataclasses import dataclass
from math import sqrt

# Two-sided normal quantiles of 95 and 99.8 per cent.
WARN, ALARM = 1.959964, 3.090232


@dataclass(frozen=True)
class Limits:
    """The inner (95 %) and the outer (99.8 %) band at one denominator."""

    outer_low: float
    inner_low: float
    inner_high: float
    outer_high: float


def limits(common: float, denominator: int) -> Limits:
    """Binomial bands of a funnel by the normal approximation, cut to 0..1."""
    error = sqrt(common * (1 - common) / denominator)
    inner, outer = WARN * error, ALARM * error
    return Limits(
        max(0.0, common - outer), max(0.0, common - inner), min(1.0, common + inner), min(1.0, common + outer)
    )
