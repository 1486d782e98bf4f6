"""Fifty people begin in the same moment, and some send twice: everybody once, every vote once, none lost."""

from tests.mediation.conftest import own_database, told_by

__all__ = ["own_database", "told_by"]  # fixtures: a process on a database of the kind the tests run on


def test_first_votes_double_sends_one_code_and_the_end(told_by):
    assert told_by("tests.dialogue.at_once") == {
        "told": 60,
        "people": 50,
        "votes": 50,
        "let in": 1,
        "of the code": 1,
        "lost at the end": 0,
        "late": [422, 0],
    }
