"""How evenly loads are spread."""

from collections.abc import Sequence
from fractions import Fraction


def gini(loads: Sequence[int]) -> Fraction:
    """0 when all carry the same, near 1 when one carries everything; 0 when nobody carries."""
    count, total = len(loads), sum(loads)
    if not total:
        return Fraction(0)
    weighted = sum(rank * load for rank, load in enumerate(sorted(loads), start=1))
    return Fraction(2 * weighted, count * total) - Fraction(count + 1, count)
