"""Counts far above their own past: the tail, the base, the flag, against sums done one by one."""

from __future__ import annotations

from math import exp, lgamma, log

import numpy as np
import pytest

from kelisim.engines.surveillance.excess import (
    Recipe,
    estimated_dispersion,
    excess,
    expected_counts,
    upper_tail,
)


def by_hand(count, mean, size):
    """The tail as a plain sum of probabilities from the count upwards."""
    p = size / (size + mean)
    return sum(
        exp(lgamma(one + size) - lgamma(size) - lgamma(one + 1) + size * log(p) + one * log(1 - p))
        for one in range(count, count + 4_000)
    )


@pytest.mark.parametrize(
    ("count", "mean"), [(0, 2.0), (1, 0.3), (5, 0.5), (12, 4.0), (60, 20.0), (200, 150.0)]
)
def test_the_tail_is_the_sum_of_probabilities(count, mean):
    found = upper_tail(np.array([[count]]), np.array([[mean]]), 6.0)
    assert found[0, 0] == pytest.approx(by_hand(count, mean, 6.0), rel=1e-6, abs=1e-13)


def test_nothing_expected_makes_any_count_impossible_and_none_certain():
    found = upper_tail(np.array([[0, 3]]), np.zeros((1, 2)), 6.0)
    assert found.tolist() == [[1.0, 0.0]]


def test_the_base_is_the_own_mean_and_four_weeks_of_the_margins():
    past = np.zeros((52, 2, 2), dtype=np.int64)
    past[:26, 0, 0], past[:, 1, 1], past[0, 0, 1] = 2, 1, 4
    own, total, row, column = 52, 108, 56, 52
    weekly = (own + 4 * row * column / total / 52) / 56
    assert expected_counts(past, Recipe())[0, 0] == pytest.approx(4 * weekly)


def test_a_jump_is_flagged_and_a_small_or_usual_count_is_not():
    draw = np.random.default_rng(3)
    weeks = draw.poisson(0.5, size=(56, 4, 3))
    weeks[-4:, 0, 0] = [3, 5, 4, 6]  # 18 where about 2 are usual
    weeks[:, 1, 1] = 0
    weeks[-1, 1, 1] = 4  # surprising, but fewer than 5
    found = excess(weeks, Recipe())
    assert np.argwhere(found.flagged).tolist() == [[0, 0]]
    assert found.ratio[0, 0] > 5


def test_without_a_past_nothing_is_flagged():
    weeks = np.full((4, 2, 2), 50)
    assert not excess(weeks, Recipe()).flagged.any()


def test_only_the_window_and_the_base_count():
    draw = np.random.default_rng(4)
    weeks = draw.poisson(1.0, size=(56, 5, 3))
    older = np.concatenate([draw.poisson(30.0, size=(9, 5, 3)), weeks])
    assert np.array_equal(excess(older, Recipe()).expected, excess(weeks, Recipe()).expected)


def test_dispersion_is_found_again():
    draw = np.random.default_rng(5)
    mean = np.full(40_000, 8.0)
    counts = draw.negative_binomial(6, 6 / (6 + mean))
    assert estimated_dispersion(counts, mean, default=1.0) == pytest.approx(6, rel=0.1)
    assert estimated_dispersion(np.full(9, 8), np.full(9, 8.0), default=1.0) == 1.0
