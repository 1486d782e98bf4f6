"""Measures of a caseload against brute force."""

from collections import Counter
from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.engines.allotment.explain import gini
from kelisim.engines.measures.funnel import ALARM, WARN, limits
from kelisim.engines.measures.survival import day_by_which, kaplan_meier, standing_at

LIVES = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=25)
DONE = st.sampled_from([Fraction(1, 2), Fraction(9, 10)])
LOADS = st.lists(st.integers(0, 40), min_size=1, max_size=25)


def curve_of(lives):
    return kaplan_meier(
        Counter(d for d, ended in lives if ended), Counter(d for d, ended in lives if not ended)
    )


@given(LIVES, st.integers(0, 14))
def test_the_curve_is_the_product_over_each_day(lives, until):
    share = Fraction(1)
    for day in range(until + 1):
        at_risk = [life for life in lives if life[0] >= day]
        if at_risk:
            share *= 1 - Fraction(sum(life == (day, True) for life in lives), len(at_risk))
    assert standing_at(curve_of(lives), until) == share


@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=25), st.sampled_from([Fraction(1, 2), Fraction(9, 10)])
)
def test_without_open_cases_it_is_the_plain_quantile(days, done):
    plain = next(day for day in sorted(days) if sum(d <= day for d in days) >= done * len(days))
    assert day_by_which(curve_of([(day, True) for day in days]), done) == plain


def test_a_median_nobody_reached_is_not_made_up():
    assert day_by_which(curve_of([(3, True), (9, False), (9, False)]), Fraction(1, 2)) is None


@given(LOADS)
def test_gini_is_the_mean_difference_of_all_pairs(loads):
    pairs = sum(abs(a - b) for a in loads for b in loads)
    plain = pairs / (2 * len(loads) * sum(loads)) if sum(loads) else 0
    assert gini(np.array(loads, dtype=float)) == pytest.approx(plain, abs=1e-12)


@given(st.floats(0, 1), st.integers(1, 10_000))
def test_the_funnel_narrows_and_stays_a_share(common, denominator):
    band, wider = limits(common, denominator * 4), limits(common, denominator)
    assert 0 <= wider.outer_low <= wider.inner_low <= common <= wider.inner_high <= wider.outer_high <= 1
    assert wider.inner_low <= band.inner_low <= band.inner_high <= wider.inner_high


def test_the_bands_are_those_of_95_and_998_in_a_thousand():
    assert NormalDist().inv_cdf(0.975) == pytest.approx(WARN, abs=1e-6)
    assert NormalDist().inv_cdf(0.999) == pytest.approx(ALARM, abs=1e-6)
    band = limits(0.5, 100)
    assert band.inner_high - 0.5 == pytest.approx(WARN * 0.05)
    assert 0.5 - band.outer_low == pytest.approx(ALARM * 0.05)
