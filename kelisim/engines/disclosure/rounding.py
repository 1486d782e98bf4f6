"""Rounding to a base, and what a rounded value still tells."""

from __future__ import annotations


def rounded(count: int, base: int) -> int:
    """`count` (0 or more) to the nearest multiple of `base` (1 or more), a half upwards.

    Deterministic on purpose: a random rounding drawn twice could be averaged away.
    From docs/method/disclosure.md#rounding.
    """
    return base * ((2 * count + base) // (2 * base))


def may_be(value: int, base: int) -> tuple[int, int]:
    """The smallest and the largest whole count that `rounded` turns into `value`, never below 0."""
    return max(0, value - base // 2), value + (base - 1) // 2
