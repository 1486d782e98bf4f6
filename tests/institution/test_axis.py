"""The axis of years, the page of a body, the page of a power."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kelisim.apps.institution.models import Power
from tests.institution.reading import get, words
from tests.web.reading import read

pytestmark = pytest.mark.usefixtures("kz")
AXIS = "/en/structure/timeline/"


def table(client, address: str) -> list[dict[str, str]]:
    """The page's list as its CSV gives it."""
    return list(csv.DictReader(StringIO(client.get(address).content.decode())))


def test_acts_effects_events_and_claims_stand_on_one_axis(client):
    rows = table(client, f"{AXIS}?format=csv")
    kinds = {row["row"]: row["kind"] for row in rows}
    assert [kinds[code] for code in ("L13", "law-483", "t-1992", "claim-organ")] == [
        "effect",
        "act",
        "event",
        "claim",
    ]
    assert [row["on"] for row in rows] == sorted(row["on"] for row in rows)


@pytest.mark.parametrize(
    ("claim", "against", "clause"),
    [
        ("claim-organ", "forms no legal entity", "1(1)"),
        ("claim-lawmaking", "no right of legislative initiative", "6(9)"),
        ("claim-core", "neither comparison nor indicator", ""),
    ],
)
def test_a_claim_stands_beside_what_says_otherwise(client, claim, against, clause):
    (row,) = [row for row in table(client, f"{AXIS}?format=csv") if row["row"] == claim]
    assert against in row["against"]
    assert row["clause"] == clause
    assert f"The acts say: {row['against']}" in words(get(client, AXIS))


def test_what_is_undecided_stands_on_top(client):
    with time_machine.travel("2026-11-25T06:00:00+05:00"):
        text = words(get(client, AXIS))
    assert text.index("Undecided: ") < text.index("This list as a file")
    assert "Council of Mothers" in text


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ("power=mazhilis-seats", ["L10", "L39"]),
        ("organ=rsi", ["L25", "L34"]),
        ("organ=rsi&verb=place_under", ["L34"]),
        ("power=mazhilis-seats&verb=create", []),
    ],
)
def test_the_axis_is_filtered_by_body_power_and_verb(client, asked, rows):
    assert [row["row"] for row in table(client, f"{AXIS}?{asked}&format=csv")] == rows
    assert ("Nothing in the ledger fits" in words(get(client, f"{AXIS}?{asked}"))) == (not rows)


def test_an_unknown_choice_is_said_at_its_field(client):
    page = get(client, f"{AXIS}?organ=nobody")
    assert 'id="id_organ_error"' in page
    answer = client.get(AXIS, {"organ": "nobody", "format": "json"})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["organ"])


def test_a_body_is_called_what_it_was_called_then(client):
    text = words(get(client, f"{AXIS}?power=legal-status"))
    assert "Assembly of the Peoples of Kazakhstan receives: legal status: consultative-advisory" in text
    assert "Assembly of the People of Kazakhstan receives: legal status: institution without" in text


def test_a_body_tells_every_name_parent_and_head(client):
    text = words(get(client, "/en/structure/bodies/assembly/"))
    for told in (
        "Assembly of the Peoples of Kazakhstan",
        "First President",
        "No longer in being since 1 July 2026",
    ):
        assert told in text
    moved = words(get(client, "/en/structure/bodies/rsi/"))
    where = moved[moved.index("Where it stood") :]
    assert where.index("President of the Republic") < where.index("from 2020")


def test_an_outside_body_bears_its_first_name_first(client):
    text = words(get(client, "/en/structure/bodies/ministry-information/"))
    named = text[text.index("Names it bore") :]
    assert named.index("Information and Social Development") < named.index("Culture and Information")


def test_a_power_tells_who_held_it_when_with_what(client):
    rows = table(client, "/en/structure/powers/senate-appointments/?format=csv")
    assert [(row["text"], row["from_act"], row["to_act"]) for row in rows] == [
        ("appointment of deputies of the Senate: 15 seats", "const-2007", "referendum-2022"),
        ("appointment of deputies of the Senate: 10 seats", "referendum-2022", "const-2026"),
    ]
    assert "lapsed with its holder" in words(get(client, "/en/structure/powers/bill-review/"))
    assert "still held" in words(get(client, "/en/structure/powers/legislative-initiative/"))


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_power_and_body_linked_has_a_page(client, lang):
    seen = set()
    for day in ("1996-01-01", "2021-01-01", "2026-07-01"):
        page = read(client.get(f"/{lang}/structure/?on={day}"))
        seen |= {link for link in page.links if "/bodies/" in link or "/powers/" in link}
    assert len(seen) > 25
    for address in [*seen, f"/{lang}/structure/timeline/"]:
        found = read(client.get(address))
        assert found.h1
        assert lang == "en" or found.english == []


@pytest.mark.parametrize("address", ["bodies/nobody/", "powers/nothing/"])
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(f"/en/structure/{address}").status_code == 404


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("timeline/?organ=rsi", "timeline/", 10),
        ("bodies/rsi/", "bodies/assembly/", 9),
        ("powers/bill-review/", "powers/legal-status/", 9),
    ],
)
def test_more_rows_ask_no_more_questions(client, one, other, count):
    assert Power.objects.exists()
    for address in (one, other):
        client.get(f"/en/structure/{address}")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/en/structure/{address}")
        assert len(asked) == count


def test_the_story_leads_to_the_axis_the_tasks_and_the_acts(client):
    story = read(client.get("/en/story/")).links
    assert {"/en/structure/timeline/", "/en/structure/tasks/"} <= set(story)
    programmes = read(client.get("/en/programmes/")).links
    acts = {link for link in programmes if "/structure/acts/" in link}
    assert "/en/structure/acts/decree-856/" in acts
    assert {client.get(link).status_code for link in acts} == {200}
