"""A kill -9 in the middle of a table leaves nothing half."""

from tests.mediation.conftest import own_database, told_by  # noqa: F401 - fixtures


def test_a_table_killed_in_the_middle_leaves_nothing_half(told_by):  # noqa: F811
    told = told_by("tests.statistics.killed")
    assert told["faults"] == []
    assert min(told["writes"].values()) > 3
