"""The counts of the mediation room: exactly those of its page, hidden and rounded."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256

import pytest
import time_machine

from kelisim.apps.mediation.actions.release_counts import release_counts
from kelisim.apps.mediation.models.case import Outcome
from kelisim.apps.mediation.public import released_counts
from kelisim.web.statistics.released import HIDDEN, released
from tests.api import small
from tests.mediation.test_measures import plant
from tests.people import make_cast


@pytest.fixture
def quarter(db):
    """Cases of a quarter that is over: many, few, and all of two people."""
    with time_machine.travel("2026-04-02T05:00:00Z", tick=False):
        cast = make_cast(keys=False)
        for topic, number, outcome, people in (
            ("housing", 22, "Sf", 9),
            ("family", 41, "C", 9),
            ("labour", 4, "N2", 9),
            ("debt", 8, "Sf", 2),
        ):
            plant(cast, number, topic=topic, outcome=outcome, people=people)
        release_counts()
        yield cast


def said(value):
    return HIDDEN if value is None else str(value)


def by_place(item):
    return {(cell["row"], cell["column"]): cell["value"] for cell in item["cells"]}


def test_the_same_counts_as_on_the_page(quarter, ask):
    answer = ask("/mediation/released")
    told = {item["level"]: item for item in answer["items"]}
    assert (list(told), answer["next"]) == (["outcome", "region_topic"], None)
    for level, item in told.items():
        days = [item[name] for name in ("since", "until", "released_on", "revision", "sample")]
        assert days == ["2026-01-01", "2026-04-01", "2026-04-02", 1, False]
        counts = released_counts(level, since=date(2026, 1, 1), until=date(2026, 4, 1))
        assert sorted(map(str, by_place(item).values())) == sorted(map(str, counts.values.values()))
    outcomes, _regions = released().tables
    by_code = by_place(told["outcome"])
    shown = [said(by_code[None, code]) for code in Outcome.values if (None, code) in by_code]
    assert [row[1] for row in outcomes.rows] == shown
    assert outcomes.foot[1] == said(by_code[None, None])


def test_anybody_can_check_the_digest_of_a_table(quarter, ask, client):
    page = client.get("/en/statistics/mediation/released/?format=json&list=digests").json()["rows"]
    told = ask("/mediation/released")["items"]
    for item in told:
        cells = by_place(item)
        rows, columns = (list(dict.fromkeys(key[axis] for key in cells)) for axis in (0, 1))
        values = [[cells[row, column] for column in columns] for row in rows]
        printed = [item["level"], item["since"], item["until"], rows[:-1], columns[:-1], values]
        made = sha256(json.dumps(printed, ensure_ascii=False).encode()).hexdigest()
        assert item["digest"] == made
    assert [row["SHA-256"] for row in page] == [item["digest"] for item in told]


def test_small_counts_do_not_leave(quarter, ask):
    (regions,) = ask("/mediation/released?level=region_topic")["items"]
    topics = {cell["column"]: cell["value"] for cell in regions["cells"] if cell["row"]}
    assert (topics["labour"], topics["debt"]) == (None, None)
    assert topics["family"] == 40


def test_every_period_and_revision_is_walked_once_each(db, walk):
    for year in (2019, 2020):
        for level in ("access", "outcome"):
            small.released(level, year=year)
    small.released(year=2019, revision=2, value=60)
    whole = walk("/mediation/released")
    names = [(one["until"], one["level"], one["revision"]) for one in whole]
    assert names == [
        ("2020-01-01", "access", 1),
        ("2020-01-01", "outcome", 1),
        ("2020-01-01", "outcome", 2),
        ("2021-01-01", "access", 1),
        ("2021-01-01", "outcome", 1),
    ]
    assert walk("/mediation/released?limit=1") == whole
    assert [one["revision"] for one in walk("/mediation/released?level=outcome&revisions=last")] == [2, 1]
    assert walk("/mediation/released?from=2019-01-01&to=2019-12-31") == whole[:3]
    assert walk("/mediation/released?from=2020-01-01&to=2020-12-30") == []


def test_what_is_asked_wrongly_is_named(db, client):
    answer = client.get("/api/v1/mediation/released?level=cases&revisions=first&from=2021&lang=kk")
    assert answer.status_code == 422
    assert {(one["parameter"], one["code"]) for one in answer.json()["errors"]} == {
        ("level", "not_a_choice"),
        ("revisions", "not_a_choice"),
        ("from", "bad_day"),
    }


def test_offices_by_place(quarter, ask):
    office = quarter.office
    texts = {
        field: {lang: getattr(office, f"{field}_{lang}") or None for lang in ("kk", "ru", "en")}
        for field in ("name", "address", "hours")
    }
    texts = {field: text if any(text.values()) else None for field, text in texts.items()}
    told = {
        **texts,
        "code": office.code,
        "territory": office.territory_id,
        "phone": office.phone or None,
        "email": office.email or None,
        "lat": office.lat,
        "lon": office.lon,
        "sample": False,
    }
    assert texts["address"]["kk"] == "Абай даңғылы, 1"
    for place in (quarter.region.code, office.territory_id):
        listed = ask(f"/offices?territory={place}")["items"]
        assert [one for one in listed if one["code"] == office.code] == [told]


def test_the_register_of_a_day(quarter, ask, django_assert_num_queries):
    kamila = quarter.mediators["kamila"]
    type(kamila.tenure).objects.filter(pk=kamila.tenure_id).update(until=date(2026, 2, 1))
    now = ask("/mediators")["items"]
    assert [(one["number"], one["kind"], one["fields"]) for one in now] == [
        ("ALM-1", "public", ["neighbours", "family"])
    ]
    with django_assert_num_queries(1):
        assert [one["number"] for one in ask("/mediators?on=2026-01-31")["items"]] == ["ALM-1", "ALM-2"]
    assert now[0]["address"]["kk"] == "Абай даңғылы, 1"
    assert (now[0]["act"], now[0]["suspended"]) == (None, False)
    assert len(ask(f"/mediators?territory={quarter.region.code}")["items"]) == 1
