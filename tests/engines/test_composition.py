"""What holds for every composition: bounds, order, scale, and small cases worked by hand."""

from math import isclose, log

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kelisim.engines.composition.mixture import (
    NoPeople,
    effective,
    entropy,
    fractionalisation,
    mixture,
    shares,
)
from kelisim.engines.composition.spread import NotSpread, dissimilarity, isolation

counts = st.lists(st.integers(0, 10**7), min_size=1, max_size=40).filter(any)
places = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=20).filter(
    lambda rows: any(a for a, _ in rows) and any(b for _, b in rows)
)


@given(counts)
def test_measures_stay_in_their_bounds(values):
    found, groups = mixture(values), len(values)
    assert -1e-12 <= found.fractionalisation <= 1 - 1 / groups + 1e-12
    assert 0 <= found.entropy <= log(groups) + 1e-9
    assert 1 - 1e-9 <= found.effective <= groups + 1e-6


@given(counts, st.randoms(), st.integers(1, 1000))
def test_neither_order_nor_scale_nor_an_empty_group_matters(values, random, factor):
    changed = [value * factor for value in values] + [0]
    random.shuffle(changed)
    one, other = mixture(values), mixture(changed)
    assert isclose(one.fractionalisation, other.fractionalisation, abs_tol=1e-9)
    assert isclose(one.entropy, other.entropy, abs_tol=1e-9)


@given(counts, st.integers(1, 10**6), st.integers(1, 10**6))
def test_splitting_a_residual_raises_fractionalisation_by_no_more_than_the_rest(values, first, second):
    whole, split = mixture(values, [first + second]), mixture([*values, first, second])
    gain = split.fractionalisation - whole.fractionalisation
    assert -1e-12 <= gain <= whole.rest + 1e-12


@given(places)
def test_dissimilarity_is_even_handed_and_between_none_and_all(rows):
    one, other = [a for a, _ in rows], [b for _, b in rows]
    found = dissimilarity(one, other)
    assert 0 <= found <= 1 + 1e-12
    assert isclose(found, dissimilarity(other, one), abs_tol=1e-12)
    assert isclose(dissimilarity(one, one), 0, abs_tol=1e-12)


@given(places)
def test_isolation_is_never_less_than_the_share_of_the_whole(rows):
    group, totals = [a for a, _ in rows], [a + b for a, b in rows]
    found = isolation(group, totals)
    assert sum(group) / sum(totals) - 1e-9 <= found <= 1 + 1e-9


@given(places, st.integers(0, 19))
def test_joining_two_places_never_raises_dissimilarity(rows, at):
    assume(len(rows) > 1)
    at %= len(rows) - 1
    joined = [*rows[:at], tuple(map(sum, zip(rows[at], rows[at + 1], strict=True))), *rows[at + 2 :]]
    fine = dissimilarity([a for a, _ in rows], [b for _, b in rows])
    assert dissimilarity([a for a, _ in joined], [b for _, b in joined]) <= fine + 1e-9


def test_small_cases_by_hand():
    half = shares([50, 50])
    assert (fractionalisation(half), entropy(half), effective(half)) == (
        0.5,
        pytest.approx(log(2)),
        pytest.approx(2),
    )
    assert mixture([7]) == mixture([700])
    assert mixture([7]).fractionalisation == 0
    assert dissimilarity([1, 0], [0, 1]) == 1
    assert isolation([1, 1], [2, 2]) == 0.5


def test_the_shares_the_article_prints_as_printed_and_rescaled():
    printed = [70.4, 15.5, 3.2, 2, 1.5, 1.2, 1.1, 0.8, 0.6, 0.5, 0.4, 0.4, 0.3, 0.3, 0.2, 0.2, 0.2, 1.4]
    assert round(fractionalisation(shares(printed, 100)), 4) == 0.4781
    assert round(fractionalisation(shares(printed)), 4) == 0.4801


@pytest.mark.parametrize("bad", [[], [0, 0], [5, -1]])
def test_nobody_and_less_than_nobody_are_refused(bad):
    with pytest.raises(NoPeople):
        mixture(bad)


def test_groups_of_nobody_and_unlike_places_are_refused():
    for one, other in (([0, 0], [1, 1]), ([1], [1, 1]), ([-1, 2], [1, 1])):
        with pytest.raises(NotSpread):
            dissimilarity(one, other)
    with pytest.raises(NotSpread):
        isolation([3], [2])
    with pytest.raises(NotSpread):
        isolation([1, 1], [2])
