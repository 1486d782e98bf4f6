"""One form of evidence sent by two threads at the same moment is one piece with one address."""


def test_two_threads_with_one_form_of_evidence(told_by):
    assert told_by("tests.statistics.evidence_twice") == {
        "receipts": [True, True],
        "pieces": 1,
        "recorded": 1,
    }
