"""The tree of mediation councils by day: who sits, what was read in no act, and as a file."""

import json
from datetime import date

import pytest

from kelisim.apps.institution.queries.councils import council_tasks, council_tree, national_council


def test_the_tree_grows_by_day_and_says_what_was_read_nowhere():
    assert council_tree(date(2015, 12, 30)) == ()
    (national,) = council_tree(date(2018, 1, 1))
    assert (national.line.organisation, national.below) == (national_council(), ())
    assert [seat.facts for seat in national.seats] == [["F174"]] * 3
    assert all(seat.seats is None and seat.verified for seat in national.seats)
    (national,) = council_tree(date(2026, 11, 25))
    (regional,) = national.below
    (office,) = regional.below
    assert [level.line.verified for level in (national, regional, office)] == [True, False, False]
    assert [seat.verified for seat in regional.seats] == [False]
    (before,), (after,) = council_tree(date(2026, 6, 30)), council_tree(date(2026, 7, 1))
    assert (before.passed, after.passed.to, after.passed.act) == (None, None, "claw-298")


def test_the_tasks_are_the_four_of_the_council():
    assert [task.facts for task in council_tasks()] == [["F175"], ["F176"], ["F177"], ["F178"]]


@pytest.mark.usefixtures("kz")
def test_the_structure_shows_who_sits(client):
    page = client.get("/kk/structure/", {"on": "2026-11-25"}).content.decode()
    assert 'id="councils"' in page
    assert page.count("қоғамдық ұйымның өкілі") == 2  # among the posts and in the tree
    rows = json.loads(client.get("/kk/structure/", {"format": "json", "list": "councils"}).content)["rows"]
    assert [row["level"] for row in rows] == ["national"] * 3 + ["regional", "office"]
    assert {row["act_ended"] for row in rows if row["level"] == "national"} == {"2026-07-01"}
    told = "Оның және оған бағынатындардың кімге өткені табылмады."
    assert (told in page, "/acts/claw-298/" in page) == (True, True)
    assert told not in client.get("/kk/structure/", {"on": "2026-06-30"}).content.decode()
    early = client.get("/kk/structure/", {"on": "2014-01-01"}).content.decode()
    assert 'id="councils"' not in early
