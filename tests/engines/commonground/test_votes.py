"""Order is removed before anything is thought: the same votes are the same, however they came."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.engines.commonground.analyse import analyse
from kelisim.engines.commonground.live import LiveTables
from kelisim.engines.commonground.tables import tables_of
from tests.engines.commonground.voting import planted, votes, written

PEOPLE, STATEMENTS = 9, 5
vote = st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, STATEMENTS - 1), st.sampled_from((-1, 0, 1)))


def made(log):
    columns = zip(*log, strict=True) if log else ((), (), ())
    return votes(*columns, people=PEOPLE, statements=STATEMENTS)


def flat(found):
    """Everything the engine says, as text."""
    return json.dumps(
        [
            found.groups.label.tolist(),
            found.groups.reason,
            [vars(one) for one in found.groups.candidates],
            found.axes.weights.tolist(),
            found.places.tolist(),
            found.agreed.scores.score.tolist(),
            found.agreed.scores.low.tolist(),
            found.agreed.withstands,
            found.agreed.needs,
            found.top_overlap,
        ],
        default=repr,
    )


def test_the_last_vote_of_a_person_on_a_statement_counts():
    found = votes([0, 1, 0], [2, 0, 2], [1, 0, -1], people=2, statements=3)
    told = dict(zip(found.row.tolist(), np.split(found.value, found.start[1:-1]), strict=True))
    assert {person: values.tolist() for person, values in told.items()} == {0: [-1], 1: [0]}


@given(st.lists(vote, max_size=60), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_neither_the_order_of_votes_nor_of_people_changes_anything(log, chance):
    last = list(
        {(person, statement): (person, statement, value) for person, statement, value in log}.values()
    )
    shuffled = chance.sample(last, len(last))
    renamed = chance.sample(range(PEOPLE), PEOPLE)
    other = [(renamed[person], statement, value) for person, statement, value in shuffled]
    one, two = analyse(made(log)), analyse(made(other))
    assert flat(one) == flat(two)


def test_people_and_votes_of_a_large_conversation_may_stand_in_any_order():
    person, statement, value, _group = planted(400, 40, groups=2, answers=20, seed=1)
    chance = np.random.default_rng(5)
    order, renamed = chance.permutation(len(person)), chance.permutation(400)
    one = analyse(votes(person, statement, value, people=400, statements=40))
    two = analyse(votes(renamed[person[order]], statement[order], value[order], people=400, statements=40))
    assert one.groups.k == 2
    assert flat(one) == flat(two)
    assert sorted(zip(renamed[one.votes.row], one.groups.label, strict=True)) == sorted(
        zip(two.votes.row, two.groups.label, strict=True)
    )


@given(st.lists(vote, max_size=80), st.lists(st.integers(0, PEOPLE - 1), max_size=4))
@settings(max_examples=60, deadline=None)
def test_live_tables_equal_those_counted_anew_whatever_was_voted_changed_and_erased(log, gone):
    live = LiveTables(STATEMENTS)
    for person, statement, value in log:
        live.absorb(person, statement, value)
    for person in gone:
        live.erase(person)
    kept = made([one for one in log if one[0] not in gone])
    anew = tables_of(kept)
    for name in ("both", "sums", "products"):
        assert (getattr(live.tables, name) == getattr(anew, name)).all()
    assert len(live.votes()[0]) == len(kept.value)


def test_a_vote_taken_back_leaves_the_tables_as_they_were():
    live = LiveTables(3)
    live.absorb(1, 0, 1)
    before = live.tables.sums.copy()
    live.absorb(1, 2, -1)
    live.withdraw(1, 2)
    live.withdraw(1, 2)
    assert (live.tables.sums == before).all()


@pytest.mark.parametrize(("statement", "value", "error"), [(0, 2, ValueError), (3, 1, IndexError)])
def test_what_is_no_vote_is_refused(statement, value, error):
    with pytest.raises(error):
        LiveTables(3).absorb(0, statement, value)


def test_numbers_out_of_their_range_are_refused():
    with pytest.raises(ValueError, match="range"):
        votes([0], [0], [2], people=1, statements=1)


def test_a_rejected_statement_leaves_the_map_and_comes_back_exactly():
    rows = ["+-+-+-+", "-+-+-+-", "+-+-+-0", "-+-+-+0"] * 5
    whole, less = analyse(written(*rows)), analyse(written(*rows, live=[True] * 6 + [False]))
    without = analyse(written(*(row[:6] for row in rows)))
    assert (less.places == without.places).all()
    assert flat(analyse(written(*rows, live=[True] * 7))) == flat(whole)


DEGENERATE = {
    "nobody": ([], 0),
    "no votes": (["...", "..."], 3),
    "one person": (["+-+-+-+"], 7),
    "one statement": (["+"] * 20, 1),
    "two statements": (["+-", "-+"] * 10, 2),
    "all pass": (["00000000"] * 15, 8),
    "all agree": (["++++++++"] * 15, 8),
    "identical people": (["+-0+-0+-"] * 15, 8),
    "under seven votes each": (["+-+-+-.."] * 15, 8),
    "equal eigenvalues": (["+0000000", "0+000000", "00+00000", "000+0000"] * 4, 8),
}


@pytest.mark.parametrize("name", DEGENERATE)
@pytest.mark.filterwarnings("error")
def test_hardly_any_votes_give_a_reason_and_no_warning(name):
    rows, statements = DEGENERATE[name]
    made_up = written(*rows) if rows else votes((), (), (), people=0, statements=statements)
    found = analyse(made_up)
    assert found.groups.reason is not None
    assert found.groups.k == (1 if found.counted.any() else 0)


@pytest.mark.filterwarnings("error")
def test_with_every_statement_rejected_nobody_is_counted():
    found = analyse(written(*(["+-+-+-+-"] * 15), live=[False] * 8))
    assert (found.groups.k, found.groups.reason) == (0, "too_few_people")
