"""Which statements part the groups: two of them surely stand on opposite sides of one half."""

from __future__ import annotations

from collections.abc import Iterable

from scipy.special import betaincinv

HALF, TAIL = 0.5, 0.05


def contested(groups: Iterable[tuple[int, int]]) -> bool:
    """`groups`: agreeing people and all answers of each. docs/method/dialogue.md#where-groups-differ"""
    ends = [_interval(agree, answers) for agree, answers in groups if answers]
    return any(low > HALF for low, _high in ends) and any(high < HALF for _low, high in ends)


def _interval(agree: int, answers: int) -> tuple[float, float]:
    """The 90 % Jeffreys interval of a share: quantiles of Beta(agree + 1/2, others + 1/2)."""
    sides = agree + HALF, answers - agree + HALF
    return float(betaincinv(*sides, TAIL)), float(betaincinv(*sides, 1 - TAIL))
