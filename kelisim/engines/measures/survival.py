"""How long until something happens, counting those for whom it has not happened yet."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Standing:
    """After this many days, the share for whom it has still not happened."""

    days: int
    share: Fraction


def kaplan_meier(happened: Counter[int], open_at: Counter[int]) -> tuple[Standing, ...]:
    """Product-limit curve from counts by day; one open on a day counts as at risk that day."""
    at_risk = happened.total() + open_at.total()
    share = Fraction(1)
    curve = []
    for day in sorted(happened.keys() | open_at.keys()):
        if happened[day]:
            share *= 1 - Fraction(happened[day], at_risk)
            curve.append(Standing(day, share))
        at_risk -= happened[day] + open_at[day]
    return tuple(curve)


def day_by_which(curve: Sequence[Standing], done: Fraction) -> int | None:
    """First day on which at least this share is done; None where the curve does not reach it."""
    return next((point.days for point in curve if point.share <= 1 - done), None)


def standing_at(curve: Sequence[Standing], days: int) -> Fraction:
    """Share for whom it has not happened by the end of this day."""
    return min((point.share for point in curve if point.days <= days), default=Fraction(1))
