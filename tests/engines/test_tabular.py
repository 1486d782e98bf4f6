"""Tables that leave the house: periods and states in SDMX, and what two editions differ by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.engines.tabular.changes import Change, compare
from kelisim.engines.tabular.sdmx import obs_status, period_of, time_period

TABLES = st.dictionaries(st.tuples(st.text(max_size=3)), st.text(max_size=3), max_size=8)


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("2021", "2021"),
        ("2020-04", "2020-04"),
        ("2020-04-01", "2020-04-01"),
        ("2018/2021", "2018-01-01/P3Y"),
    ],
)
def test_a_period_goes_to_sdmx_and_comes_back(period, told):
    assert (time_period(period), period_of(told)) == (told, period)


@pytest.mark.parametrize(
    ("status", "value", "breaks", "code"),
    [
        ("final", "", "no", "L"),
        ("preliminary", "1", "yes", "B"),
        ("preliminary", "1", "no", "P"),
        ("final", "1", "no", "A"),
        ("revised", "1", "no", "A"),
    ],
)
def test_each_state_has_its_code(status, value, breaks, code):
    assert obs_status(status, value, breaks) == code


def test_rows_added_revised_and_withdrawn():
    before = {("a",): "1", ("b",): "2", ("c",): "3"}
    after = [(("d",), "4"), (("b",), "5"), (("a",), "1")]
    assert compare(before, after) == [
        Change(key=("b",), what="revised", before="2", after="5"),
        Change(key=("c",), what="withdrawn", before="3", after=""),
        Change(key=("d",), what="added", before="", after="4"),
    ]


@given(before=TABLES, after=TABLES)
def test_the_changes_turn_one_edition_into_the_other(before, after):
    table = dict(before)
    for change in compare(before, after.items()):
        assert table.pop(change.key, "") == change.before
        if change.what != "withdrawn":
            table[change.key] = change.after
    assert table == after
