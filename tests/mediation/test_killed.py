"""A kill -9 in the middle of each deed loses nothing and doubles nothing."""


def test_killed_in_the_middle_nothing_is_lost_and_nothing_doubled(told_by):
    told = told_by("tests.mediation.killed")
    assert told["faults"] == []
    assert len(told["deeds"]) == 89
    assert min(told["deeds"].values()) >= 1  # a form kept on the laptop is one row
