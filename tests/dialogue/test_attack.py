"""An attacker reads every publication of a conversation and subtracts: no few people's votes come out."""

import itertools
import random

import numpy as np
import pytest

from kelisim.engines.commonground.analyse import analyse
from kelisim.engines.commonground.contested import contested
from kelisim.engines.commonground.document import Named, document
from kelisim.engines.commonground.hashing import identity
from kelisim.engines.commonground.published import LISTS, THRESHOLD, percent, published
from kelisim.engines.commonground.steady import Before, cells_of, changed, steadied
from kelisim.engines.commonground.types import Statements
from kelisim.engines.commonground.votes import votes_of

STATEMENTS, START, ROUNDS = 14, 44, 5


def conversation(seed):
    """Votes after each round: ten or more new people, a few late answers of earlier ones."""
    dice = random.Random(seed)
    told: dict[tuple[int, int], int] = {}
    people = 0
    for one in range(ROUNDS):
        for _new in range(START if one == 0 else dice.randint(10, 12)):
            lean = dice.random() < 0.55
            for statement in dice.sample(range(STATEMENTS), dice.randint(7, 9)):
                told[people, statement] = answer(lean, statement, dice)
            people += 1
        for _late in range(0 if one == 0 else 3):
            told[dice.randrange(people), dice.randrange(STATEMENTS)] = dice.choice((1, 0, -1))
        yield people, dict(told)


def answer(lean, statement, dice):
    agrees = 0.85 if statement < 3 else 0.9 if lean == bool(statement % 2) else 0.1
    return 0 if dice.random() < 0.05 else 1 if dice.random() < agrees else -1


def whole(people, told):
    places = np.array(list(told), np.int64)
    numbers = np.array([identity(str(one)) for one in range(STATEMENTS)], np.uint64)
    votes = votes_of(
        places[:, 0],
        places[:, 1],
        np.array(list(told.values()), np.int64),
        people=people,
        statements=Statements(identities=numbers),
    )
    found = analyse(votes)
    named = Named(statements=tuple(map(str, range(STATEMENTS))), groups="ABCDE", people=())
    return document(found, named, given=False, members=False, warnings=[])


def publications(seed, *, steady=True):
    """What everybody reads, round by round."""
    out, before = [], None
    for number, (people, told) in enumerate(conversation(seed), 1):
        body = whole(people, told)
        public = published(body)
        if steady:
            public, standing = steadied(public, cells_of(body), before, number=number)
            before = Before(told=public, standing=standing)
        out.append(public)
    return out


def worked_out(cell):
    """Every count of agree, disagree and pass that a printed cell can stand for."""
    votes = cell["votes"]
    return [
        (agree, disagree, votes - agree - disagree)
        for agree in range(votes + 1)
        if percent(agree, votes) == cell["agree"]
        for disagree in range(votes + 1 - agree)
        if percent(disagree, votes) == cell["disagree"]
        and percent(votes - agree - disagree, votes) == cell["pass"]
    ]


def rows(public):
    """By statement, what each of its printed groups can stand for."""
    entries = [one for name in ("common_ground", "not_enough_votes") for one in public[name]]
    return {
        one["statement"]: {name: worked_out(cell) for name, cell in one["per_group"].items() if cell["votes"]}
        for one in entries
    }


def leaks(public):
    """Differences of two publications that surely are of one to four answers: in a group, or over all."""
    found = []
    for (a, first), (b, second) in itertools.combinations(enumerate(map(rows, public)), 2):
        for statement in first.keys() & second.keys():
            old, new = first[statement], second[statement]
            pairs = [(old[one], new[one]) for one in old.keys() & new.keys() if old.keys() == new.keys()]
            if len(old) == len(public[a]["groups"] or [0]) and len(new) == len(public[b]["groups"] or [0]):
                pairs.append((sums(old), sums(new)))
            found += [statement for pair in pairs if surely_few(*pair)]
    return found


def sums(row):
    return [tuple(map(sum, zip(*cells, strict=True))) for cells in itertools.product(*row.values())]


def surely_few(old, new):
    return bool(old and new) and all(0 < changed(one, other) < THRESHOLD for one in old for other in new)


@pytest.mark.parametrize("seed", range(6))
def test_no_two_publications_differ_by_few_answers(seed):
    assert leaks(publications(seed)) == []


def test_ten_new_people_alone_would_not_protect_anybody():
    assert any(leaks(publications(seed, steady=False)) for seed in range(3))


def test_publications_still_bring_news():
    """The rule must not freeze everything: by the last round some statements were renewed."""
    last = publications(1)[-1]
    assert {one["since"] for one in last["common_ground"]} - {1}


@pytest.mark.parametrize("seed", range(6))
def test_totals_bound_no_hidden_cell(seed):
    for public in publications(seed):
        hidden = [
            cell
            for name in LISTS
            for one in public[name]
            for cell in one["per_group"].values()
            if not cell["votes"]
        ]
        if hidden:
            assert public["votes"] is None
            assert {value for cell in hidden for value in cell.values()} == {None}
        for one in (entry for name in LISTS for entry in public[name]):
            for cell in one["per_group"].values():
                assert cell["votes"] is None or cell["votes"] >= THRESHOLD


@pytest.mark.parametrize(
    ("groups", "parted"),
    [
        ([(18, 20), (2, 20)], True),
        ([(18, 20), (9, 20)], False),
        ([(2, 3), (1, 3)], False),
        ([(18, 20)], False),
        ([(5, 5), (0, 5)], True),
        ([(0, 0), (18, 20)], False),
    ],
)
def test_contested_needs_two_groups_surely_on_opposite_sides(groups, parted):
    assert contested(groups) is parted
