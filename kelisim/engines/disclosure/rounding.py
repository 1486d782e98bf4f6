"""Rounding to a base, and what a rounded value still tells."""

from __future__ import annotations

from kelisim.engines.disclosure.types import Rule, Seen


def rounded(count: int, base: int) -> int:
    """`count` (0 or more) to the nearest multiple of `base` (1 or more), a half upwards.

    Deterministic on purpose: a random rounding drawn twice could be averaged away.
    From docs/method/disclosure.md#rounding.
    """
    return base * ((2 * count + base) // (2 * base))


def may_be(value: int, base: int) -> tuple[int, int]:
    """The smallest and the largest whole count that `rounded` turns into `value`, never below 0."""
    return max(0, value - base // 2), value + (base - 1) // 2


def seen(value: int | None, rule: Rule) -> Seen:
    """What a reader learns of a place from its printed value under the rule of that day; None is hidden."""
    if value is None:
        return Seen(least=0, most=None, hidden=True)
    least, most = may_be(value, rule.base)
    return Seen(least=max(least, rule.least_cases), most=most)
