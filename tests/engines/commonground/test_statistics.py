"""The statistics, against tables worked by hand and against counting everything out."""

import numpy as np
import pytest

from kelisim.engines.commonground import polis
from kelisim.engines.commonground.analyse import analyse
from kelisim.engines.commonground.counts import Counts
from kelisim.engines.commonground.crosscheck import bins_of
from kelisim.engines.commonground.false_discoveries import adjusted
from kelisim.engines.commonground.score import scores_of
from kelisim.engines.commonground.sensitivity import fragile, needs, withstands
from tests.engines.commonground.voting import planted, votes


def counts(agrees, disagrees, answers):
    return Counts(agrees=np.array(agrees), disagrees=np.array(disagrees), answers=np.array(answers))


WORKED = counts([[8, 1], [2, 6]], [[1, 7], [5, 2]], [[10, 9], [8, 8]])


def test_shares_and_tests_of_a_worked_table():
    found = polis.shares_of(WORKED)
    assert found.share[0, 0, 0] == pytest.approx(9 / 12)
    assert found.share_z[0, 0, 0] == pytest.approx(2 * 11**0.5 * (9 / 11 - 0.5))
    assert found.ratio[0, 0, 0] == pytest.approx((9 / 12) / (3 / 10))
    pooled = (8 + 2 + 2) / (10 + 8 + 2)
    spread = (pooled * (1 - pooled) * (1 / 11 + 1 / 9)) ** 0.5
    assert found.difference_z[0, 0, 0] == pytest.approx((9 / 11 - 3 / 9) / spread)
    assert polis.informed_consensus(WORKED)[0] == pytest.approx(9 / 12 * 3 / 10)


def test_what_speaks_for_each_group():
    told = polis.representative(WORKED, np.array([True, True]))
    assert [[(one.statement, one.side, one.best_agreed) for one in group] for group in told] == [
        [(0, polis.AGREES, True), (1, polis.DISAGREES, False)],
        [(1, polis.AGREES, True)],
    ]
    assert polis.representative(WORKED, np.array([False, False])) == [[], []]


def test_the_majority_and_what_only_the_order_cut_off():
    everybody = counts([[9] * 6], [[0] * 6], [[10] * 6])
    found = polis.majority(everybody, np.ones(6, bool), polis.AGREES)
    assert (found.places, found.ties_cut) == ((0, 1, 2, 3, 4), (5,))


def test_the_score_of_a_worked_table_and_its_interval():
    found = scores_of(WORKED)
    values = [(8.5 / 11) * (1 - 1.5 / 11), (2.5 / 9) * (1 - 5.5 / 9)]
    assert found.values[:, 0] == pytest.approx(values)
    assert found.score[0] == pytest.approx((values[0] * values[1]) ** 0.5)
    assert found.low[0] < found.score[0] < found.high[0] <= 1
    assert found.support.tolist() == [8, 8]


def test_one_more_group_that_votes_alike_changes_no_score():
    one = counts([[20], [15]], [[2], [5]], [[25], [22]])
    more = counts([[20], [15], [20], [15]], [[2], [5], [2], [5]], [[25], [22], [25], [22]])
    assert scores_of(more).score == pytest.approx(scores_of(one).score)


def test_a_pass_costs_less_than_a_disagreement():
    agree, passed, against = (
        scores_of(counts([[20 + a]], [[d]], [[31]])).score[0] for a, d in ((11, 0), (10, 0), (10, 1))
    )
    assert agree > passed > against


def test_a_statement_with_one_vote_never_ranks():
    found = scores_of(counts([[1, 30], [0, 30]], [[0, 1], [0, 1]], [[1, 35], [0, 35]]))
    assert found.order().tolist() == [1]


def test_turning_every_vote_swaps_what_unites_and_what_is_rejected():
    person, statement, value, group = planted(200, 30, groups=2, answers=20, seed=2)
    one = votes(person, statement, value, people=200, statements=30)
    two = votes(person, statement, -value, people=200, statements=30)
    first, second = analyse(one, given=group[one.row]), analyse(two, given=group[two.row])
    assert (first.agreed.scores.score == second.rejected.scores.score).all()
    assert first.agreed.withstands == second.rejected.withstands
    assert np.allclose(first.agreed.check, second.rejected.check, rtol=1e-9)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8])
def test_the_interval_covers_the_truth(share):
    """Simulated with 30 answers in each of two groups: 88 to 94 of 100 intervals hold the truth."""
    chance = np.random.default_rng(11)
    against = (1 - share) * 0.6
    drawn = chance.multinomial(30, [share, against, 1 - share - against], size=(2, 4000))
    found = scores_of(counts(drawn[:, :, 0], drawn[:, :, 1], np.full((2, 4000), 30)))
    truth = share * (1 - against)
    assert 0.88 <= ((found.low <= truth) & (truth <= found.high)).mean() <= 0.94


def added_one_by_one(table, statement, bar, *, agree):
    """Each person where she moves the score most, counted out."""
    agrees, disagrees, answers = (
        one[:, statement].astype(float) for one in (table.agrees, table.disagrees, table.answers)
    )

    def score(a, d, n):
        return np.log((a + 0.5) / (n + 1) * (1 - (d + 0.5) / (n + 1)))

    for people in range(1, 3000):
        step = np.eye(len(agrees))
        a, d = (agrees + step, disagrees + 0 * step) if agree else (agrees + 0 * step, disagrees + step)
        gain = np.diag(score(a, d, answers + step)) - score(agrees, disagrees, answers)
        best = (gain if agree else -gain).argmax()
        agrees, disagrees, answers = a[best], d[best], answers + step[best]
        mean = score(agrees, disagrees, answers).mean()
        if (mean > np.log(bar)) if agree else (mean < np.log(bar)):
            return people
    raise AssertionError


def test_how_few_people_could_change_what_leads_is_what_counting_out_finds():
    chance = np.random.default_rng(4)
    answers = chance.integers(8, 60, (3, 25))
    agrees = (answers * chance.uniform(0.5, 0.95, (3, 25))).astype(int)
    table = counts(agrees, ((answers - agrees) * 0.6).astype(int), answers)
    scores = scores_of(table)
    order = scores.order()
    eleventh, tenth = scores.score[order[10]], scores.score[order[9]]
    assert withstands(table, scores) == {
        one: added_one_by_one(table, one, eleventh, agree=False) for one in order[:10].tolist()
    }
    assert needs(table, scores) == {
        one: added_one_by_one(table, one, tenth, agree=True) for one in order[10:].tolist()
    }
    assert fragile(4, 10_000)
    assert fragile(29, 1000)
    assert not fragile(30, 1000)


def test_bins_have_equal_mass_and_people_at_one_place_share_theirs():
    assert np.bincount(bins_of(np.arange(200))).tolist() == [10] * 20
    assert bins_of(np.array([5, 5, 5, 5])).tolist() == [10] * 4
    assert bins_of(np.array([1, 9])).tolist() == [5, 15]


def test_false_discoveries_are_held_as_benjamini_and_hochberg_do():
    p = np.array([0.01, 0.04, np.nan, 0.03, 0.5])
    assert adjusted(p).tolist() == pytest.approx([0.04, 0.16 / 3, np.nan, 0.16 / 3, 0.5], nan_ok=True)
