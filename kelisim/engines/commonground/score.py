"""What unites: one score from 0 to 1 for any number of groups, with how sure it is and how many carry it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kelisim.engines.commonground.counts import Counts
from kelisim.engines.commonground.types import Flags, Real, Whole

Z90 = 1.645  # two-sided 90 %
GROUP_ANSWERS, ALL_ANSWERS = 5, 10
HALF = 0.50


@dataclass(frozen=True, kw_only=True, eq=False)
class Scores:
    """One entry a statement: score and its 90 % interval (0..1), fewest answers in any group, whether it may
    rank."""

    score: Real
    low: Real
    high: Real
    support: Whole
    enough: Flags
    values: Real  # groups x statements: what each group adds

    def order(self) -> Whole:
        """Places of the statements that may rank, the best first, equals in statement order."""
        able = np.flatnonzero(self.enough)
        return able[np.argsort(-self.score[able], kind="stable")]


def values_of(counts: Counts) -> Real:
    """Each group's value of each statement, 0..1: agreement times not disagreeing, half a vote added to each
    side.

    A pass costs once, a disagreement twice. docs/method/dialogue.md#our-score
    """
    agree = (counts.agrees + 0.5) / (counts.answers + 1)
    disagree = (counts.disagrees + 0.5) / (counts.answers + 1)
    return agree * (1 - disagree)


def scores_of(counts: Counts) -> Scores:
    """Geometric mean of the groups' values with its interval; without a group nothing ranks.

    The interval covers the chance of who was asked, given the groups: the variance of log a + log(1 - d).
    """
    values = values_of(counts)
    score = geometric_mean(values)
    agree = (counts.agrees + 0.5) / (counts.answers + 1)
    disagree = (counts.disagrees + 0.5) / (counts.answers + 1)
    variance = ((1 - agree) / agree + 3 * disagree / (1 - disagree)) / (counts.answers + 1)
    wide = np.exp(Z90 * np.sqrt(variance.sum(axis=0)) / max(counts.groups, 1))
    support = counts.answers.min(axis=0) if counts.groups else counts.answers.sum(axis=0)
    enough = (support >= GROUP_ANSWERS) & (counts.answers.sum(axis=0) >= ALL_ANSWERS)
    return Scores(
        score=score,
        low=score / wide,
        high=np.minimum(score * wide, 1.0),
        support=support,
        enough=enough,
        values=values,
    )


def geometric_mean(values: Real) -> Real:
    """Along the first of two dimensions; 1 of nothing."""
    found: Real = np.exp(np.log(values).sum(axis=0) / max(len(values), 1))
    return found
