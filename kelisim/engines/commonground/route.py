"""Which statement a person is shown next: where her vote tells most, drawn so that it can be drawn again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kelisim.engines.commonground.counts import Counts
from kelisim.engines.commonground.hashing import draws, identity, shares
from kelisim.engines.commonground.types import FIXED, Axes, Flags, Real

META_PRIORITY = 49.0
UNSEEN = 5.0625  # the priority of a statement nobody has answered, at the middle of the map
EXPLORED = 0.1  # the share drawn evenly, so that no statement starves


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What a draw depends on: the seed, her token, and how many statements she has answered."""

    seed: int
    token: str
    answered: int


@dataclass(frozen=True)
class Next:
    """A statement (its place) and the probability with which it was drawn; kept with the vote."""

    statement: int
    probability: float


def extremity(axes: Axes) -> Real:
    """How far from the middle a single agreeing vote on each statement would stand."""
    out = np.hypot(axes.weights[0] / FIXED, axes.weights[1] / FIXED)
    found: Real = np.abs(1 - axes.means) * np.sqrt(len(axes.means)) * out
    return found


def priorities(counts: Counts, far: Real, meta: Flags) -> Real:
    """The priority of each statement from the answers of grouped people (as one group) and its extremity.

    High for statements few have answered, few pass on and many agree with; 49 for meta ones.
    docs/method/dialogue.md#which-statement-comes-next
    """
    agrees, answers = counts.agrees.sum(axis=0), counts.answers.sum(axis=0)
    passes = answers - agrees - counts.disagrees.sum(axis=0)
    importance = (1 - (passes + 1) / (answers + 2)) * (far + 1) * (agrees + 1) / (answers + 2)
    found = (importance * (1 + 8 * 2.0 ** (-answers / 5))) ** 2
    return np.where(meta, META_PRIORITY, found)


def raised(priority: Real, short: Flags, own_group: int | None) -> Real:
    """Priorities raised where groups are short of answers, and doubled where her own group is.

    `short` (groups x statements): which group has too few answers on which statement.
    """
    if not len(short):
        return priority
    found: Real = priority * (1 + 2 * short.mean(axis=0))
    if own_group is None:
        return found
    doubled: Real = found * np.where(short[own_group], 2, 1)
    return doubled


def next_statement(weight: Real, open_: Flags, read: Flags, *, turn: Turn) -> Next | None:
    """One of the `open_` statements (live, unanswered), those she can `read` first; None when she is done.

    Probability: nine tenths by weight, one tenth evenly. The draw is a hash of the turn, so that the whole
    sequence of a person can be drawn again.
    """
    able = np.flatnonzero(open_ & read) if (open_ & read).any() else np.flatnonzero(open_)
    if not len(able):
        return None
    total = weight[able].sum()
    by_weight = weight[able] / total if total > 0 else np.full(len(able), 1 / len(able))
    chance = (1 - EXPLORED) * by_weight + EXPLORED / len(able)
    parts = (np.array([identity(turn.token)], np.uint64), np.array([turn.answered], np.uint64))
    drawn = float(shares(draws(turn.seed, "route", 0, *parts))[0])
    summed = np.cumsum(chance)
    at = min(int(np.searchsorted(summed, drawn * summed[-1], side="right")), len(able) - 1)
    return Next(statement=int(able[at]), probability=float(chance[at]))


def silent(priority: Real, counts: Counts, live: Flags) -> bool:
    """Alarm: priorities that are all equal or zero while counts differ mean that routing does nothing."""
    if live.sum() < 2:
        return False
    found, answers = priority[live], counts.answers.sum(axis=0)[live]
    return bool((found == found[0]).all() and (answers != answers[0]).any()) or bool((found == 0).all())
