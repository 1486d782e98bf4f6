"""The next statement: where a vote tells most, drawn as told and never the same for all by mistake."""

import numpy as np
import pytest
from scipy.stats import chisquare

from kelisim.engines.commonground.counts import Counts
from kelisim.engines.commonground.route import Turn, extremity, next_statement, priorities, raised, silent
from kelisim.engines.commonground.score import GROUP_ANSWERS
from kelisim.engines.commonground.types import Axes


def counts(agrees, disagrees, answers):
    return Counts(agrees=np.array(agrees), disagrees=np.array(disagrees), answers=np.array(answers))


TABLE = counts([[40, 2, 1], [30, 2, 0]], [[5, 1, 0], [9, 2, 1]], [[60, 4, 60], [50, 5, 55]])
NO_META = np.zeros(3, bool)
ALL = np.ones(3, bool)


def test_the_priority_of_a_worked_table():
    found = priorities(TABLE, np.array([0.5, 0.5, 0.5]), NO_META)
    importance = (1 - (110 - 70 - 14 + 1) / 112) * 1.5 * 71 / 112
    assert found[0] == pytest.approx((importance * (1 + 8 * 2 ** (-110 / 5))) ** 2)
    assert found[1] > found[0] > found[2], "few answers rise, many passes sink"
    assert priorities(TABLE, np.zeros(3), ~NO_META).tolist() == [49.0] * 3


def test_what_stands_far_out_is_worth_more():
    axes = Axes(weights=np.array([[2**20, 0, 0], [0, 0, 0]]), means=np.array([-1.0, 0.0, 0.5]), solver="gram")
    assert extremity(axes) == pytest.approx([2 * 3**0.5, 0, 0])


def test_statements_a_group_is_short_of_come_sooner():
    even = np.ones(3)
    short = TABLE.answers < GROUP_ANSWERS
    assert raised(even, short, None).tolist() == [1, 2, 1]
    assert raised(even, short, 0).tolist() == [1, 4, 1]
    assert raised(even, short, 1).tolist() == [1, 2, 1]


def test_draws_match_the_probabilities_they_tell():
    weight = np.array([1.0, 3.0, 6.0])
    turns = (Turn(seed=1, token=f"t{one}", answered=0) for one in range(10_000))
    drawn = [next_statement(weight, ALL, ALL, turn=one) for one in turns]
    told = 0.9 * weight / 10 + 0.1 / 3
    assert {one.statement: one.probability for one in drawn} == pytest.approx(dict(enumerate(told)))
    seen = np.bincount([one.statement for one in drawn], minlength=3)
    assert chisquare(seen, told * 10_000).pvalue > 0.001


def test_a_draw_can_be_drawn_again_and_nobody_is_shown_what_she_has_answered():
    turn = Turn(seed=1, token="t", answered=4)
    open_ = np.array([False, True, True])
    assert next_statement(np.ones(3), open_, ALL, turn=turn) == next_statement(
        np.ones(3), open_, ALL, turn=turn
    )
    assert next_statement(np.ones(3), ~ALL, ALL, turn=turn) is None


def test_what_she_cannot_read_comes_last():
    read = np.array([True, False, False])
    turn = Turn(seed=1, token="t", answered=0)
    assert next_statement(np.ones(3), ALL, read, turn=turn).statement == 0
    assert next_statement(np.ones(3), ~read, read, turn=turn).statement in (1, 2)


def test_no_statement_starves():
    weight = np.array([0.0, 1e9, 0.0])
    assert next_statement(
        weight, np.array([True, True, False]), ALL, turn=Turn(seed=0, token="x", answered=0)
    )
    chances = {
        next_statement(weight, ALL, ALL, turn=Turn(seed=0, token=str(one), answered=0)).statement
        for one in range(300)
    }
    assert chances == {0, 1, 2}


def test_routing_that_does_nothing_raises_the_alarm():
    assert silent(np.full(3, 49.0), TABLE, ALL)
    assert silent(np.zeros(3), TABLE, ALL)
    assert not silent(priorities(TABLE, np.zeros(3), NO_META), TABLE, ALL)
