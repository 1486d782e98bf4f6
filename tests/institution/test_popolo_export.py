"""A day as Popolo: valid against the official schemas, and saying what the structure says."""

from __future__ import annotations

import json
from datetime import date

import pytest

from kelisim.apps.institution.actions.appoint import appoint
from kelisim.apps.institution.actions.end_tenure import end_tenure
from kelisim.apps.institution.models import Act, Effect, Post
from kelisim.apps.institution.queries.exports.popolo import popolo
from kelisim.apps.institution.queries.structure import structure_on
from kelisim.apps.registry.models import Organisation, Person
from tests.institution.exports_read import DAYS, HOME, popolo_faults

pytestmark = pytest.mark.usefixtures("kz")


def told(day: date, as_known: date | None = None) -> dict:
    return json.loads(popolo(day, base=HOME, as_known=as_known))


def by_id(rows: list[dict]) -> dict[str, dict]:
    found = {row["id"]: row for row in rows}
    assert len(found) == len(rows)
    return found


@pytest.fixture
def senator():
    """The Assembly proposes a senator; the President appoints her."""
    person = Person.objects.create(code="sample-1", name="Айгүл Сапарова", sample=True)
    post = Post.objects.get(code="senator-proposed")
    return appoint(post, person=person, since=date(2023, 1, 24), by=None)


@pytest.mark.parametrize("day", DAYS)
def test_each_day_is_valid(day, senator):
    assert popolo_faults(told(day)) == []


def test_what_is_not_valid_is_seen_as_such():
    found = told(DAYS[0])
    found["organizations"][0] |= {"founding_date": "March 1995", "fonding_date": "1995"}
    faults = popolo_faults(found)
    assert len(faults) == 2
    assert "does not match" in faults[0]


@pytest.mark.parametrize("day", DAYS)
def test_it_says_what_the_structure_says(day):
    found, structure = told(day), structure_on(day)
    outside = set(Organisation.objects.filter(external=True).values_list("code", flat=True))
    standing = {
        row["id"]: (row["name"], row.get("parent_id"))
        for row in found["organizations"]
        if "dissolution_date" not in row and row["id"] not in outside
    }
    one = structure.institution
    expected = {organ.code: (organ.name.of("kk"), organ.parent) for organ in structure.organs}
    expected[one.code] = (one.name.of("kk"), one.parent)
    assert standing == expected


@pytest.mark.parametrize("day", DAYS)
def test_every_body_named_is_there(day, senator):
    found = told(day)
    organizations, posts = by_id(found["organizations"]), by_id(found["posts"])
    persons, memberships = by_id(found["persons"]), by_id(found["memberships"])
    assert {row["parent_id"] for row in organizations.values() if "parent_id" in row} <= set(organizations)
    assert {row["organization_id"] for row in posts.values()} <= set(organizations)
    for row in memberships.values():
        assert row["organization_id"] in organizations
        assert row["on_behalf_of_id"] in organizations
        assert row["post_id"] in posts
        assert row["person_id"] in persons


def test_names_have_their_spans_and_languages():
    assembly = by_id(told(date(2021, 1, 1))["organizations"])["assembly"]
    assert (assembly["name"], assembly["founding_date"]) == ("Қазақстан халқы Ассамблеясы", "1995-03-01")
    russian = [name for name in assembly["other_names"] if name["note"] == "ru"]
    old, new = "Ассамблея народов Казахстана", "Ассамблея народа Казахстана"
    assert russian == [
        {"name": old, "start_date": "1995-03-01", "end_date": "2007-07-26", "note": "ru"},
        {"name": new, "start_date": "2007-07-26", "note": "ru"},
    ]


def test_dates_stay_as_exact_as_they_are_known():
    found = by_id(told(date(2021, 1, 1))["organizations"])
    assert found["rsi"]["founding_date"] == "2014"
    assert found["scientific-expert-centre"]["founding_date"] == "2009-01-28"


def test_a_span_between_two_days_keeps_only_what_both_share():
    ministry = by_id(told(date(2026, 7, 2))["organizations"])["ministry-information"]
    old = next(name for name in ministry["other_names"] if name["note"] == "ru")
    assert "end_date" not in old
    assert any("2023-01-01/2024-05-27" in source["note"] for source in ministry["sources"])


def test_a_part_ends_with_the_body_it_belonged_to():
    found = by_id(told(date(2026, 7, 2))["organizations"])
    assert found["assembly-session"]["dissolution_date"] == "2026-07-01"
    assert (
        "dissolution_date" not in found["council-of-mothers"]
    )  # attached: a body of its own, left without a parent


def test_who_holds_a_post_and_on_whose_behalf(senator):
    assert told(date(2023, 1, 24))["memberships"] == [
        {
            "id": "senator-proposed:sample-1:2023-01-24",
            "label": "Ассамблея ұсынған Сенат депутаты",
            "role": "Ассамблея ұсынған Сенат депутаты",
            "person_id": "sample-1",
            "organization_id": "senate",
            "post_id": "senator-proposed",
            "on_behalf_of_id": "assembly",
            "start_date": "2023-01-24",
            "sources": [{"url": f"{HOME}structure/acts/referendum-2022/", "note": "referendum-2022"}],
        }
    ]
    assert told(date(2023, 1, 23))["memberships"] == []
    end_tenure(senator, until=date(2024, 1, 1), reason="resigned", by=None)
    assert told(date(2023, 6, 1))["memberships"][0]["end_date"] == "2024-01-01"


def test_as_known_before_the_first_record_there_is_nothing():
    found = told(date(2021, 1, 1), as_known=date(2000, 1, 1))
    assert (found["meta"]["as_known"], found["organizations"], found["posts"]) == ("2000-01-01", [], [])


def test_more_rows_ask_no_more_questions(django_assert_num_queries, senator):
    with django_assert_num_queries(7):
        popolo(date(2023, 6, 1), base=HOME)
    for number in range(2, 5):
        person = Person.objects.create(code=f"sample-{number}", name=f"№ {number}", sample=True)
        appoint(senator.post, person=person, since=date(2023, 1, 24), by=None)
    assert Act.objects.exists()
    assert Effect.objects.exists()
    with django_assert_num_queries(7):
        assert len(told(date(2023, 6, 1))["memberships"]) == 4
