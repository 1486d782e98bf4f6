"""Voters who are one another's copies, and statements that do not mean the same in two languages."""

import numpy as np
import pytest

from kelisim.engines.commonground.likeness import near_duplicates
from kelisim.engines.commonground.wording import wordings
from tests.engines.commonground.voting import planted, votes


def test_copies_are_found_and_kept_to_one_voice():
    person, statement, value, _group = planted(80, 60, groups=1, answers=60, seed=9)
    mine = person == 0
    person = np.concatenate((person, np.full(60, 80), np.full(60, 81)))
    statement, value = (np.concatenate((one, one[mine], one[mine])) for one in (statement, value))
    value[-1] = -value[-1] or 1  # the last copy differs in one vote
    made = votes(person, statement, value, people=82, statements=60)
    found = near_duplicates(made, np.zeros(82, np.int64), 1)
    assert [sorted(made.row[list(cluster)].tolist()) for cluster in found.clusters] == [[0, 80, 81]]
    assert len(found.one_voice) == 80


def test_people_who_agree_because_everybody_does_are_no_copies():
    person, statement = np.divmod(np.arange(40 * 20), 20)
    value = np.ones(40 * 20, np.int64)
    made = votes(person, statement, value, people=40, statements=20)
    assert near_duplicates(made, np.zeros(40, np.int64), 1).clusters == ()


def test_wordings_answered_differently_by_like_minded_people_are_named():
    same = np.array([[[40, 20], [38, 22]], [[10, 30], [12, 33]]])
    other = np.array([[[50, 10], [20, 40]], [[35, 10], [12, 33]]])
    few = np.array([[[5, 3], [10, 30]]])
    found = wordings([same, other, few])
    assert [one and one.differs for one in found] == [False, True, None]
    crossed = (50 * 40 / 120 + 35 * 33 / 90) / (10 * 20 / 120 + 10 * 12 / 90)
    assert found[1].odds_ratio == pytest.approx(crossed)
    assert found[0].q == pytest.approx(found[0].p)
