"""The ledger of what is out: no later table may differ from it by a few cases only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kelisim.engines.disclosure.rounding import seen
from kelisim.engines.disclosure.types import Name, Rule, Same

Printed = Mapping[Name, int | None]


def revised(older: int | None, newer: int | None, rule: Rule) -> int | None:
    """What a revision prints where `older` is printed and `newer` would be now; None is hidden.

    The newer value, if the two cannot be less than `rule.least_cases` cases apart; else the older one. So any
    change that shows is the change of a number of cases that could itself be printed. From
    docs/method/disclosure.md#revisions-and-the-ledger.
    """
    if older is None or newer is None:
        return newer
    return newer if _apart([newer], [older], rule) >= rule.least_cases else older


def refused(same: Iterable[Same], printed: Printed, rule: Rule) -> list[Same]:
    """Where a reader of `printed` sees a difference that may be of fewer than `rule.least_cases` cases.

    `same`: what ought to be the same people: a place and an older revision of it, a year and its quarters,
    totals of two tables. A place not in `printed` is hidden. If both sides can agree they tell nothing; if
    they cannot, cases came or went between the two tables, and they must not be few. From
    docs/method/disclosure.md#revisions-and-the-ledger.
    """
    found = []
    for one in same:
        left, right = ([printed.get(name) for name in names] for names in one)
        if 0 < _apart(left, right, rule) < rule.least_cases:
            found.append(one)
    return found


def _apart(left: Iterable[int | None], right: Iterable[int | None], rule: Rule) -> int:
    """By how many cases the two sides surely differ; 0 if they can agree."""
    (low, high), (under, over) = _reach(left, rule), _reach(right, rule)
    gaps = [0]
    if over is not None:
        gaps.append(low - over)
    if high is not None:
        gaps.append(under - high)
    return max(gaps)


def _reach(values: Iterable[int | None], rule: Rule) -> tuple[int, int | None]:
    """The least and the most these printed values can come to together; None for no limit."""
    told = [seen(value, rule) for value in values]
    most = [one.most for one in told if one.most is not None]
    return sum(one.least for one in told), sum(most) if len(most) == len(told) else None
