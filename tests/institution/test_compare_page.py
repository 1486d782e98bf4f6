"""Two days side by side: signs, words, acts between, bad days, files, queries."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.institution.reading import get, words
from tests.web.reading import read

pytestmark = pytest.mark.usefixtures("kz")
PAGE = "/en/structure/compare/"


def marks(html: str) -> dict[str, str]:
    """The mark of each line by what stands at its head."""
    rows = re.findall(r'<tr data-mark="(\w+)">\s*<th scope="row">(.*?)</th>', html, re.S)
    return {what.strip(): mark for mark, what in rows}


def test_lines_are_marked_new_gone_changed_and_the_same(client):
    page = get(client, f"{PAGE}?from=2021-01-01&to=2023-01-01")
    found = marks(page)
    assert found["election of deputies of the Mazhilis"] == "gone"
    assert found["proposal of candidacies for the Senate"] == "new"
    assert found["appointment of deputies of the Senate"] == "changed"
    assert found["Head"] == "changed"
    assert found["Name"] == "same"
    assert "− gone" in words(page)


def test_a_body_whose_parent_was_renamed_did_not_change(client):
    found = marks(get(client, f"{PAGE}?from=2007-06-01&to=2008-01-01"))
    assert (found["Name"], found["Council of the Assembly"]) == ("changed", "same")


def test_the_acts_between_stand_with_what_they_did(client):
    text = words(get(client, f"{PAGE}?from=2007-06-01&to=2010-01-01"))
    between = text[text.index("Acts between the two days") :]
    assert "26 July 2007, institution renamed" in between
    assert "№ 370" in between


def test_what_did_not_last_says_so(client):
    text = words(get(client, f"{PAGE}?from=2010-01-01&to=2023-01-01"))
    assert "did not last to the later day" in text


def test_the_same_day_twice_changes_nothing(client):
    page = get(client, f"{PAGE}?from=2021-01-01&to=2021-01-01")
    assert set(marks(page).values()) == {"same"}
    assert "No act in the ledger changed anything" in words(page)


@pytest.mark.parametrize(
    ("first", "last", "told", "field"),
    [
        ("1995-02-30", "2021-01-01", "“1995-02-30” is no day", "from"),
        ("2007-01-01", "2021", "“2021” is no day", "to"),
        ("0001-01-01", "2021-01-01", "outside the years this page covers", "from"),
        ("2021-01-01", "2007-06-01", "2007-06-01, comes before the earlier day, 2021-01-01", "to"),
    ],
)
def test_a_bad_day_is_named_at_its_field_and_nothing_is_compared(client, first, last, told, field):
    page = get(client, f"{PAGE}?from={first}&to={last}")
    assert words(page).count(told) == 2
    assert f'id="id_{field}_error"' in page
    assert marks(page) == {}
    for asked in ("csv", "json"):
        answer = client.get(PAGE, {"from": first, "to": last, "format": asked})
        assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])


def test_the_files_hold_what_the_page_tells(client):
    asked = {"from": "2021-01-01", "to": "2023-01-01"}
    whole = client.get(PAGE, {**asked, "format": "json"}).json()
    table = client.get(PAGE, {**asked, "format": "csv"}).content.decode()
    rows = list(csv.DictReader(StringIO(table)))
    assert whole["schema"] == "kelisim/institution-compare/1"
    assert [row["effect"] for row in rows] == [change["effect"] for change in whole["changes"]]
    assert {"L39", "L40", "L41"} <= {row["effect"] for row in rows}


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_the_page_speaks_its_language(client, lang):
    assert read(client.get(f"/{lang}/structure/compare/?from=1996-01-01&to=2026-07-01")).english == []


@pytest.mark.parametrize("span", ["from=2007-06-01&to=2007-08-01", "from=1990-01-01&to=2026-07-01"])
def test_more_changes_ask_no_more_questions(client, span):
    client.get(f"{PAGE}?{span}")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"{PAGE}?{span}")
    assert len(asked) == 11
