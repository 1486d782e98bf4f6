"""A full disk or a restarted database in the middle of each deed: it is undone, and gets through later."""


def test_whatever_fails_under_a_deed_nothing_is_kept_by_half(told_by):
    told = told_by("tests.mediation.broken")
    assert told["faults"] == []
    assert len(told["deeds"]) == 89
    assert min(told["deeds"].values()) >= 1
    assert told["struck"]["full"] == sum(told["deeds"].values()) > 650
    assert told["struck"]["restart"] > 1.8 * len(told["deeds"])
