"""One form sent by two threads at the same moment is one application, one consent, one signature."""


def test_two_threads_with_one_form(told_by) -> None:
    assert told_by("tests.mediation.twice") == {
        "receipts": [True, True],
        "cases": 1,
        "joined": [True, True],
        "joins": 1,
        "stray_keys": 0,
        "entered": [True, True],
        "entries": 1,
        "signatures": 2,
        "kept": 4,
        "kept_alike": [True] * 4,
        "kept_deeds": [
            "mediation.account_joined",
            "mediation.election_published",
            "mediation.election_recorded",
            "mediation.included",
            "mediation.paper_filed",
        ],
    }
