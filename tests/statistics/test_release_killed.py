"""A kill -9 in the middle of drafting or publishing leaves nothing that looks like a release."""

from tests.mediation.conftest import own_database, told_by

__all__ = ["own_database", "told_by"]


def test_killed_in_the_middle_nothing_half_is_seen(told_by):
    told = told_by("tests.statistics.killed_release")
    assert told["faults"] == []
    assert told["damaged"] == []
    assert told["tries"] >= 12
    ((rows, folders),) = [told["seen"]]
    assert ([row[:2] for row in rows], folders) == ([["2026-1", "published"]], ["2026-1"])
