"""Whoever has all tables of all periods, and knows the rule, works out no hidden count."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.engines.disclosure.audit import Circulation, too_narrow
from kelisim.engines.disclosure.linked import protect
from kelisim.engines.disclosure.rounding import rounded, seen
from kelisim.engines.disclosure.types import (
    TOTAL,
    BadCells,
    BadSums,
    Counted,
    Protected,
    Sum,
)
from tests.engines.attacker import Attacker, recovered
from tests.engines.linked_year import (
    DAYS,
    DISTRICTS,
    NOBODY_WAITED,
    OUTCOMES,
    QUARTERS,
    RULE,
    TOPICS,
    attacker,
    counted,
    jointly,
    made,
    one_by_one,
    small_ones_only,
)

case = st.tuples(st.integers(0, 3), st.sampled_from(TOPICS), st.sampled_from(list(DISTRICTS)))
end = st.tuples(st.integers(0, 4), st.sampled_from(OUTCOMES)).map(
    lambda one: (one[0] if one[0] < 4 else -1, one[1])
)


@st.composite
def years(draw, most=60):
    """Years with a few crowded places and many nearly empty ones."""
    groups = draw(st.lists(st.tuples(st.integers(1, most), case, end), max_size=12))
    return of_groups(*groups)


def of_groups(*groups):
    """A year of a few groups of like cases."""
    return made(
        [one for number, one, _ in groups for _ in range(number)],
        [how for number, _, how in groups for _ in range(number)],
    )


@settings(max_examples=40)
@given(years())
def test_differencing_and_linear_programming_recover_nothing(year):
    attack = attacker(year, jointly(year))
    assert recovered(attack.by_differencing(), RULE.least_interval) == []
    assert recovered(attack.by_linear_programming(RULE.least_interval), RULE.least_interval) == []


@settings(max_examples=4)
@given(years(most=9))
def test_reasoning_in_whole_people_recovers_nothing(year):
    attack = attacker(year, jointly(year))
    assert recovered(attack.by_whole_numbers(), RULE.least_interval) == []


# Forty-five cases, all resolved in the last quarter: “40 in the year, 40 in the last quarter” leaves 0 to 4.
LATE = [
    (7, (2, "t1", "d3"), (3, "o1")),
    (30, (0, "t1", "d1"), (3, "o0")),
    (8, (2, "t1", "d2"), (3, "o0")),
]


def test_tables_protected_one_by_one_give_hidden_counts_away():
    year = of_groups(*LATE)
    attack = attacker(year, one_by_one(year))
    with_a_pencil = recovered(attack.by_differencing(), RULE.least_interval)
    assert ("outcome", *QUARTERS[0], "all", "o1") in with_a_pencil
    assert len(with_a_pencil) == 18
    assert len(recovered(attack.by_linear_programming(), RULE.least_interval)) == 18
    assert len(recovered(attack.by_whole_numbers(), RULE.least_interval)) == 18


def test_hiding_small_counts_only_gives_more_away():
    year = of_groups(*LATE)
    found = recovered(attacker(year, small_ones_only(year)).by_linear_programming(), RULE.least_interval)
    assert len(found) == 28


def test_the_same_year_protected_as_a_whole_gives_nothing_away():
    year = of_groups(*LATE)
    attack = attacker(year, jointly(year))
    for way in (attack.by_differencing, attack.by_linear_programming, attack.by_whole_numbers):
        assert recovered(way(), RULE.least_interval) == []


def test_the_attacker_reads_rounding_as_it_is_done():
    attack = Attacker([])
    for number in range(5, 60):
        low, high = attack.before_rounding(rounded(number, 5))
        assert low <= number <= high
        assert {rounded(one, 5) for one in range(low, high + 1)} == {rounded(number, 5)}


def quarter_by_quarter(year):
    """As releases really come: each quarter when it is over, the year's tables with the last one."""
    out = {}
    for until in DAYS[1:]:
        known = {key: table for key, table in year.items() if key[2] <= until}
        places, sums = counted(known)
        already = {**NOBODY_WAITED, **{name: seen(value, RULE) for name, value in out.items()}}
        protected = protect(places, sums, already=already, rule=RULE)
        assert protected.exposed == ()
        assert not protected.values.keys() & out.keys()
        out |= protected.values
    return out


@settings(max_examples=25)
@given(years())
def test_release_after_release_recovers_nothing(year):
    attack = attacker(year, quarter_by_quarter(year))
    assert recovered(attack.by_differencing(), RULE.least_interval) == []
    assert recovered(attack.by_linear_programming(RULE.least_interval), RULE.least_interval) == []


@settings(max_examples=15)
@given(years(), st.randoms(use_true_random=False))
def test_publishing_again_in_any_order_tells_nothing_new(year, dice):
    # Whoever averages a hundred answers learns no more than from one: all are the same.
    places, sums = counted(year)
    first = protect(places, sums, already=NOBODY_WAITED, rule=RULE)
    for _ in range(3):
        dice.shuffle(places)
        dice.shuffle(sums)
        assert protect(places, sums, already=NOBODY_WAITED, rule=RULE) == first


@settings(max_examples=25)
@given(years())
def test_each_table_alone_passes_the_exact_audit_by_flows(year):
    values = jointly(year)
    for key, (rows, columns, found) in year.items():
        places = list(product((*rows, TOTAL), (*columns, TOTAL)))
        told = {place: seen(values[" ".join(key), *place], RULE) for place in places}
        circulation = Circulation(
            {place: found.get(place, 0) for place in places},
            {place: (one.least, one.most) for place, one in told.items()},
        )
        hidden = [place for place, one in told.items() if one.hidden]
        assert too_narrow(circulation, hidden, RULE.least_interval) == []


@settings(max_examples=25)
@given(years())
def test_what_is_printed_is_large_and_true(year):
    values = jointly(year)
    for place in counted(year)[0]:
        if place.shown and values[place.name] is not None:
            assert (values[place.name], place.cases >= 5) == (rounded(place.cases, 5), True)


def place(name, cases, applicants=None, *, shown=True):
    return Counted(
        name=("t", name, "all"),
        cases=cases,
        applicants=cases if applicants is None else applicants,
        shown=shown,
    )


def test_many_cases_of_two_people_are_hidden_and_so_is_what_would_tell_them():
    places = [place("a", 40, 2), place("b", 60), place("c", 70), place("all", 170)]
    sums = [Sum(whole=places[3].name, parts=tuple(one.name for one in places[:3]))]
    values = protect(places, sums, already={}, rule=RULE).values
    assert [values["t", name, "all"] for name in ("a", "b", "c", "all")] == [None, 60, 70, 170]


def test_a_small_count_that_stands_in_no_table_is_protected_too():
    # 12 and 13 are both in print, their difference, which nobody publishes, is one person.
    places = [place("part", 12), place("rest", 1, shown=False), place("whole", 13)]
    sums = [Sum(whole=places[2].name, parts=(places[0].name, places[1].name))]
    assert protect(places, sums, already={}, rule=RULE).values == {
        ("t", "part", "all"): 10,
        ("t", "whole", "all"): 15,
    }  # 8 to 12 and 13 to 17: one to nine
    narrow = [place("part", 12), place("rest", 0, shown=False), place("whole", 12)]
    assert None in protect(narrow, sums, already={}, rule=RULE).values.values()


def test_what_earlier_releases_alone_gave_away_is_named_and_nothing_more_is_hidden_for_it():
    places = [place("old part", 12), place("old rest", 0), place("old whole", 12), place("new", 50)]
    sums = [Sum(whole=places[2].name, parts=(places[0].name, places[1].name))]
    already = {
        places[0].name: seen(10, RULE),
        places[1].name: seen(None, RULE),
        places[2].name: seen(10, RULE),
    }
    protected = protect(places, sums, already=already, rule=RULE)
    assert (protected.values, protected.exposed) == ({("t", "new", "all"): 50}, (("t", "old rest", "all"),))


def test_a_count_corrected_after_its_release_is_no_contradiction():
    # Printed 10 (8 to 12), now 20: the old table says no more than that it lies between 8 and 20.
    places = [place("part", 20), place("rest", 3), place("whole", 23)]
    sums = [Sum(whole=places[2].name, parts=(places[0].name, places[1].name))]
    protected = protect(places, sums, already={places[0].name: seen(10, RULE)}, rule=RULE)
    assert protected.values == {("t", "rest", "all"): None, ("t", "whole", "all"): 25}


def test_nothing_to_release_is_an_empty_release():
    assert protect([], [], already={}, rule=RULE) == Protected(values={}, exposed=())


@pytest.mark.parametrize(
    "places",
    [[place("a", 7)] * 2, [place("a", -1, 0)], [place("a", 3, 4)]],
    ids=["twice", "negative", "more"],
)
def test_impossible_places_are_refused_without_a_count(places):
    with pytest.raises(BadCells) as refused:
        protect(places, [], already={}, rule=RULE)
    assert str(refused.value) == "a x all"


def test_a_sum_that_is_not_true_is_refused_without_a_count():
    places = [place("a", 7), place("b", 8)]
    for parts in (("t", "b", "all"), ("t", "nowhere", "all")):
        with pytest.raises(BadSums) as refused:
            protect(places, [Sum(whole=places[0].name, parts=(parts,))], already={}, rule=RULE)
        assert str(refused.value) == "t x a x all"
    with pytest.raises(BadSums):
        protect(places, [], already={("t", "nowhere", "all"): seen(None, RULE)}, rule=RULE)
