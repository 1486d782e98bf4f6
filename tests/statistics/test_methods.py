"""Periods by status or by one's own cuts, and two regions side by side."""

import csv
from datetime import date
from io import StringIO

import pytest

from kelisim.apps.institution.queries.eras import cuts, periods, statuses
from kelisim.apps.institution.queries.ledger import adopted, ledger
from kelisim.apps.institution.queries.notes import frame
from kelisim.apps.institution.queries.structure import structure_on
from kelisim.engines.timeline.types import Kind
from tests.statistics.test_pages import plain

PAGE = "/kk/statistics/methods/"
TODAY = date(2026, 11, 25)

pytestmark = pytest.mark.usefixtures("figures", "acts")


def table(client, address, **query):
    return list(csv.DictReader(StringIO(client.get(address, query).content.decode())))


def divided(*days):
    return periods(ledger(), days, adopted=adopted(), setting=frame(), until=TODAY)


def test_each_period_tells_what_the_structure_of_its_last_day_tells():
    own = cuts(statuses(ledger(), frame().status), TODAY)
    found = divided(*own)
    assert [one.since for one in found] == list(own)
    assert [one.status for one in found] == [
        "consultative-advisory",
        "active-public-institution",
        "constitutional",
        "full-subject",
        "highest-consultative",
    ]
    for one in found:
        there = structure_on(one.until)
        assert (one.bodies, one.powers, one.acts) == (
            len(there.organs),
            len(there.powers),
            len(there.acts_in_force),
        )


def test_periods_follow_one_another_and_miss_no_change_after_the_first_cut():
    found = divided(date(2002, 4, 26), date(1995, 3, 1), date(2022, 6, 5))
    assert [(one.since, one.until) for one in found] == [
        (date(1995, 3, 1), date(2002, 4, 25)),
        (date(2002, 4, 26), date(2022, 6, 4)),
        (date(2022, 6, 5), TODAY),
    ]
    rows = [row for row in ledger() if row.voided is None and row.kind is not Kind.TERRITORY]
    assert sum(one.changes for one in found) == len(rows)
    assert divided(date(2030, 1, 1)) == divided() == ()


@pytest.mark.parametrize(("lang", "status"), [("kk", "мәртебе"), ("ru", "статус"), ("en", "status")])
def test_the_page_divides_by_status_and_refuses_growth_across_a_break(client, lang, status):
    said = plain(client.get(PAGE.replace("/kk/", f"/{lang}/")))
    assert status in said
    refused = {"kk": "берілмейді: 2022", "ru": "отказано: разрыв перед 2022", "en": "broken before 2022"}
    assert refused[lang] in said


def test_own_cuts_are_taken_and_a_day_that_is_none_is_named(client):
    rows = table(client, PAGE, format="csv", cuts="2022-06-05, 1995-03-01")
    assert next((row["since"], row["until"]) for row in rows) == ("1995-03-01", "2022-06-04")
    answer = client.get(PAGE, {"cuts": "1995-02-30"})
    assert answer.status_code == 200
    assert 'id="errors-title"' in answer.content.decode()
    assert "1995-02-30" in plain(answer)
    assert 'id="errors-title"' in client.get(PAGE, {"cuts": " ".join(["1995-03-01"] * 21)}).content.decode()


def test_regions_stand_in_borders_that_do_not_change(client):
    asked = {"format": "csv", "list": "regions"}
    rows = {
        row.pop("measure"): list(row.values())
        for row in table(client, PAGE, **asked, one="390000000", other="430000000")
    }
    assert rows["fractionalisation"] == ["0.67642", "0.073048"]
    assert {years[:4] for years in rows["years"]} == {"2022"}
    *_others, alone = table(client, PAGE, **asked, one="100000000", other="630000000")
    assert (alone["measure"], alone["one_100000000"]) == ("fractionalisation", "")
    assert "бөлек жарияланбаған" in plain(client.get(PAGE, {"one": "100000000"}))
    assert "ҰСБ, 2000-2023" in plain(client.get(PAGE))
    assert client.get(PAGE, {"one": "nowhere"}).status_code == 200


def test_the_page_asks_the_same_few_questions_for_one_cut_and_for_many(client, django_assert_num_queries):
    for asked in ("1995-03-01", "1995-03-01 2002-04-26 2007-05-21 2008-10-20 2022-06-05"):
        with django_assert_num_queries(12):
            client.get(PAGE, {"cuts": asked})
