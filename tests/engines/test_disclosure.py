"""Small counts are hidden and cannot be worked out from what is printed."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.linear_solver import pywraplp

from kelisim.engines.disclosure.rounding import may_be, rounded
from kelisim.engines.disclosure.suppress import release
from kelisim.engines.disclosure.types import TOTAL, BadCells, Cell, Rule

FAR = 10_000
RULE = Rule(least_cases=5, least_applicants=3, base=5, least_interval=5)


def table(counts, applicants=None):
    """Cells r0.. x c0.. of a list of rows; by default every case has its own applicant."""
    return [
        Cell(row=f"r{i}", column=f"c{j}", cases=n, applicants=applicants[i][j] if applicants else n)
        for i, row in enumerate(counts)
        for j, n in enumerate(row)
    ]


def test_rounded_goes_to_the_nearest_five():
    assert [rounded(n, 5) for n in range(13)] == [0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10, 10, 10]


@given(st.integers(0, 100_000), st.integers(1, 100))
def test_a_rounded_value_lies_in_what_it_may_be(count, base):
    least, most = may_be(rounded(count, base), base)
    assert least <= count <= most
    assert {rounded(n, base) for n in (least, most)} == {rounded(count, base)}


def test_large_counts_are_all_printed_rounded():
    released = release(table([[103, 52], [48, 97]]), rule=RULE)
    assert dict(released.values) == {
        ("r0", "c0"): 105,
        ("r0", "c1"): 50,
        ("r0", TOTAL): 155,
        ("r1", "c0"): 50,
        ("r1", "c1"): 95,
        ("r1", TOTAL): 145,
        (TOTAL, "c0"): 150,
        (TOTAL, "c1"): 150,
        (TOTAL, TOTAL): 300,
    }


def test_four_cases_are_hidden_and_five_are_not():
    assert release(table([[4, 30, 60, 90]]), rule=RULE).value("r0", "c0") is None
    assert release(table([[5, 30, 60, 90]]), rule=RULE).hidden == 0


def test_zero_is_hidden_like_any_small_count():
    assert release(table([[0, 30, 60, 90]]), rule=RULE).value("r0", "c0") is None


def test_many_cases_of_two_applicants_are_hidden():
    released = release(table([[40, 30, 60, 90]], [[2, 30, 60, 90]]), rule=RULE)
    assert released.value("r0", "c0") is None


def test_a_lone_hidden_cell_takes_a_second_one_with_it():
    # 8 prints as 10 (8 to 12), the total 12 as 10 (8 to 12): with the 8 in sight, 4 could only be 0 to 4.
    released = release(table([[4, 8]]), rule=RULE)
    assert (released.value("r0", "c0"), released.value("r0", "c1")) == (None, None)


def test_a_lone_hidden_cell_may_stand_alone_when_rounding_covers_it():
    # 12 prints as 10 (8 to 12), the total 13 as 15 (13 to 17): the 1 could be 1 to 9.
    assert dict(release(table([[1, 12]]), rule=RULE).values) == {
        ("r0", "c0"): None,
        ("r0", "c1"): 10,
        ("r0", TOTAL): 15,
        (TOTAL, "c0"): None,
        (TOTAL, "c1"): 10,
        (TOTAL, TOTAL): 15,
    }


def test_nothing_given_is_an_empty_table():
    released = release([], rule=RULE)
    assert (released.rows, released.columns, dict(released.values)) == ((), (), {(TOTAL, TOTAL): None})


def test_the_order_of_the_cells_does_not_matter():
    cells = table([[3, 40, 17], [60, 2, 9]])
    assert dict(release(cells, rule=RULE).values) == dict(release(cells[::-1], rule=RULE).values)


@pytest.mark.parametrize(
    "cells",
    [
        [Cell(row="a", column="b", cases=7, applicants=7)] * 2,
        [Cell(row="a", column="b", cases=-1, applicants=0)],
        [Cell(row="a", column="b", cases=3, applicants=4)],
        [Cell(row=TOTAL, column="b", cases=9, applicants=4)],
    ],
)
def test_impossible_cells_are_refused_without_naming_a_count(cells):
    with pytest.raises(BadCells) as refused:
        release(cells, rule=RULE)
    assert str(refused.value) == f"{cells[0].row} x {cells[0].column}"


def span(released, place):
    """How wide the linear bounds of a hidden place are, by a solver that knows nothing of our audit."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    unknown = {}
    for key, value in released.values.items():
        least, most = (0, FAR) if value is None else may_be(value, RULE.base)
        unknown[key] = solver.NumVar(least if value is None else max(least, RULE.least_cases), most, str(key))
    for row in (*released.rows, TOTAL):
        solver.Add(sum(unknown[row, column] for column in released.columns) == unknown[row, TOTAL])
    for column in (*released.columns, TOTAL):
        solver.Add(sum(unknown[row, column] for row in released.rows) == unknown[TOTAL, column])
    ends = []
    for direction in (1, -1):
        solver.Objective().Clear()
        solver.Objective().SetCoefficient(unknown[place], direction)
        solver.Objective().SetMaximization()
        status = solver.Solve()
        assert status == solver.OPTIMAL
        ends.append(solver.Objective().Value())
    return ends[0] + ends[1]


shapes = st.tuples(st.integers(1, 4), st.integers(1, 4))
small_or_large = st.one_of(st.integers(0, 9), st.integers(0, 60))


@settings(max_examples=120)
@given(
    shapes.flatmap(
        lambda s: st.lists(
            st.lists(small_or_large, min_size=s[1], max_size=s[1]), min_size=s[0], max_size=s[0]
        )
    )
)
def test_no_hidden_cell_can_be_worked_out(counts):
    released = release(table(counts), rule=RULE)
    for place, value in released.values.items():
        if value is None:
            assert span(released, place) >= RULE.least_interval - 1e-6


@settings(max_examples=60)
@given(
    shapes.flatmap(
        lambda s: st.lists(
            st.lists(small_or_large, min_size=s[1], max_size=s[1]), min_size=s[0], max_size=s[0]
        )
    )
)
def test_what_is_printed_is_true_and_large_enough(counts):
    released = release(table(counts), rule=RULE)
    for i, j in product(range(len(counts)), range(len(counts[0]))):
        value = released.value(f"r{i}", f"c{j}")
        assert value is None or (value == rounded(counts[i][j], 5) and counts[i][j] >= 5)
