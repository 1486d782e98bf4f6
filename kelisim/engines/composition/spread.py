"""Measures of how groups are spread over places. Formulas: docs/method/diversity.md."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum


class NotSpread(ValueError):
    """A group without people, or lists of different places."""


def dissimilarity(one: Sequence[float], other: Sequence[float]) -> float:
    """Which share of either group would have to move for both to be spread alike: half the sum of
    |a/A - b/B| over the places. Both lists name the same places in the same order."""
    first, second = _spread(one, len(other)), _spread(other, len(one))
    return fsum(abs(a - b) for a, b in zip(first, second, strict=True)) / 2


def isolation(group: Sequence[float], totals: Sequence[float]) -> float:
    """The share of their own group in the place of an average member: sum of (a/A)(a/t)."""
    if any(count > total for count, total in zip(group, totals, strict=False)):
        raise NotSpread
    own = _spread(group, len(totals))
    return fsum(
        share * count / total for share, count, total in zip(own, group, totals, strict=True) if count
    )


def _spread(group: Sequence[float], places: int) -> list[float]:
    """The group's own shares over the places."""
    whole = fsum(group)
    if len(group) != places or whole <= 0 or any(count < 0 for count in group):
        raise NotSpread
    return [count / whole for count in group]
