"""How few people could change what leads: a score is an opinion of many, or of whoever came last."""

from __future__ import annotations

import numpy as np

from kelisim.engines.commonground.counts import Counts
from kelisim.engines.commonground.score import Scores
from kelisim.engines.commonground.types import Real, Whole

TOP = 10
FRAGILE_SHARE, FRAGILE = 0.03, 5
HALVINGS = 60


def withstands(counts: Counts, scores: Scores) -> dict[int, int]:
    """For each statement of the top ten the fewest added people, all disagreeing, that put it below the
    eleventh.

    Empty without an eleventh. Groups are held fixed; each person is added where she hurts most: a group's
    share of the loss is -2 log of its answers, so that is always the group with the fewest.
    docs/method/dialogue.md#sensitivity
    """
    order = scores.order()
    if len(order) <= TOP:
        return {}
    bar = scores.score[order[TOP]]
    return {
        int(one): _fewest_disagreeing(counts.of(order[[place]]), bar) for place, one in enumerate(order[:TOP])
    }


def needs(counts: Counts, scores: Scores) -> dict[int, int]:
    """For each ranked statement below the top ten the fewest added agreeing people that lift it above the
    tenth."""
    order = scores.order()
    rest = order[TOP:]
    if not len(rest):
        return {}
    return dict(
        zip(
            rest.tolist(),
            _fewest_agreeing(counts.of(rest), scores.score[order[TOP - 1]]).tolist(),
            strict=True,
        )
    )


def fragile(people: int, counted: int) -> bool:
    """Whether so few people could turn it that this must be printed beside the score."""
    return people < FRAGILE or people < FRAGILE_SHARE * counted


def _fewest_disagreeing(counts: Counts, bar: float) -> int:
    agrees = counts.agrees[:, 0] + 0.5
    kept = (counts.answers - counts.disagrees)[:, 0] + 0.5
    answers = counts.answers[:, 0] + 1

    def reached(people: int) -> bool:
        filled = _poured(answers, people)
        return bool(np.log(agrees * kept / filled.astype(float) ** 2).sum() < counts.groups * np.log(bar))

    most = 1
    while not reached(most):
        most *= 2
    least = most // 2
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (least, middle) if reached(middle) else (middle, most)
    return most


def _poured(levels: Whole, people: int) -> Whole:
    """People added one by one to the lowest level, as water finds it; the last ones in the order of
    groups."""
    order = np.argsort(levels, kind="stable")
    sorted_levels = levels[order]
    reach = np.arange(1, len(levels) + 1)
    room = reach * sorted_levels - np.cumsum(sorted_levels)  # people that fit below each level
    share = int((room <= people).sum())
    base, extra = divmod(people + int(sorted_levels[:share].sum()), share)
    filled = levels.copy()
    filled[order[:share]] = base
    filled[order[:extra]] += 1
    return filled


def _fewest_agreeing(counts: Counts, bar: float) -> Whole:
    """Every further person in a group gains less (the log of its value is concave), so a price decides.

    The price is halved until the score just does not reach the bar; the last people are added one by one.
    """
    target = counts.groups * np.log(bar)
    size = len(counts.agrees[0])
    least, most = np.zeros(size), np.full(size, 4.0)
    for _ in range(HALVINGS):
        price = (least + most) / 2
        tried = _at_price(counts, price)
        reaches = _logs(counts, tried).sum(axis=0) > target
        least, most = np.where(reaches, price, least), np.where(reaches, most, price)
    added = _at_price(counts, most)
    while (short := _logs(counts, added).sum(axis=0) <= target).any():
        best = (_logs(counts, added + 1) - _logs(counts, added)).argmax(axis=0)
        added[best[short], np.flatnonzero(short)] += 1
    found: Whole = added.sum(axis=0)
    return found


def _logs(counts: Counts, added: Whole) -> Real:
    """Log of each group's value after `added` more agreeing people in it."""
    answers = counts.answers + added + 1.0
    agree = counts.agrees + added + 0.5
    kept = counts.answers - counts.disagrees + added + 0.5
    found: Real = np.log(agree) + np.log(kept) - 2 * np.log(answers)
    return found


def _at_price(counts: Counts, price: Real) -> Whole:
    """How many people each group takes while one more still gains at least the price."""
    least = np.zeros(counts.agrees.shape, np.int64)
    most = np.ones_like(least)

    def gains(at: Whole) -> Real:
        return _logs(counts, at) - _logs(counts, at - 1)

    while (more := (gains(most) >= price) & (most < 2**40)).any():
        least = np.where(more, most, least)
        most = np.where(more, most * 2, most)
    while (most - least > 1).any():
        middle = (least + most) // 2
        open_ = most - least > 1
        enough = gains(np.maximum(middle, 1)) >= price
        least = np.where(open_ & enough, middle, least)
        most = np.where(open_ & ~enough, middle, most)
    return least
