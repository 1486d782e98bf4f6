"""The ledger: a change is printed only if it is large enough to be printed as a count itself."""

from hypothesis import given
from hypothesis import strategies as st

from kelisim.engines.disclosure.ledger import refused, revised
from kelisim.engines.disclosure.rounding import rounded
from kelisim.engines.disclosure.types import Rule

RULE = Rule(least_cases=5, least_applicants=3, base=5, least_interval=5)
counts = st.integers(5, 400)


def name(table, place="all"):
    return (table, place, "")


def test_a_value_moves_only_if_surely_five_cases_changed():
    assert [revised(20, now, RULE) for now in (5, 10, 15, 20, 25, 30)] == [5, 10, 20, 20, 20, 30]
    assert revised(5, 10, RULE) == 5
    assert revised(20, None, RULE) is None


@given(counts, counts)
def test_two_revisions_that_differ_are_five_cases_apart(then, now):
    older = rounded(then, 5)
    newer = revised(older, rounded(now, 5), RULE)
    assert newer == older or abs(now - then) >= 5


def test_a_table_that_differs_from_an_older_one_by_a_few_is_refused():
    same = ((name("year"),), (name("older year"),))
    for now, few in ((20, False), (25, True), (30, False)):
        printed = {name("older year"): 20, name("year"): now}
        assert refused([same], printed, RULE) == ([same] if few else [])


def test_an_overlap_is_refused_where_the_rest_would_be_few():
    quarters = tuple(name(f"q{one}") for one in range(3))
    same = ((name("year"),), quarters)
    out = dict.fromkeys(quarters, 20)
    assert refused([same], {**out, name("year"): 65}, RULE) == []  # all may be rounding
    assert refused([same], {**out, name("year"): 70}, RULE) == [same]  # at least two cases came later
    assert refused([same], {**out, name("year"): 75}, RULE) == []  # at least seven did
    assert refused([same], {**out, name("year"): 50}, RULE) == [same]  # and two went
    assert refused([same], {name("year"): 70}, RULE) == []  # hidden parts may hold the rest


@given(st.lists(counts, min_size=1, max_size=6))
def test_nothing_is_refused_where_nothing_changed(parts):
    places = tuple(name(f"q{at}") for at in range(len(parts)))
    printed = {place: rounded(part, 5) for place, part in zip(places, parts, strict=True)}
    printed[name("year")] = rounded(sum(parts), 5)
    assert refused([((name("year"),), places)], printed, RULE) == []
