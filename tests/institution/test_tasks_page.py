"""Aims and tasks by act, with evidence or the plain word that there is none; bills and opinions."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kelisim.apps.institution.models import Act
from kelisim.apps.institution.queries.tasks import BILLS, BillLine, tasks
from kelisim.kernel.packs.complaints import BadPack
from kelisim.kernel.packs.read import Record
from kelisim.kernel.packs.shapes import shaped
from kelisim.web.institution import tasks as page
from tests.institution.reading import get, words
from tests.web.reading import read

pytestmark = pytest.mark.usefixtures("kz")
NUMBERS = (*range(47, 56), 60, 62, *range(82, 85), *range(129, 134), 149, 150, *range(162, 166), 167)
FACTS = [f"F{number:03}" for number in (*NUMBERS, *range(175, 179), *range(184, 187), 197)]


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_task_stands_on_the_page_in_each_language(client, lang):
    answer = client.get(f"/{lang}/structure/tasks/")
    found = read(answer)
    assert {line.id for line in tasks()} <= set(found.ids)
    assert lang == "en" or found.english == []
    html = answer.content.decode()
    assert [fact for fact in FACTS if fact not in html] == []


def test_every_task_names_an_act_of_the_register_or_a_session():
    acts = set(Act.objects.values_list("code", flat=True))
    assert [line.id for line in tasks() if bool(line.act) is bool(line.session)] == []
    assert {line.act for line in tasks() if line.act} <= acts


def test_evidence_is_linked_where_there_is_any_and_its_lack_is_said(client):
    html = get(client, "/en/structure/tasks/")
    with_evidence = [line for line in tasks() if line.evidence]
    assert {line.id for line in with_evidence} == {"law-mediation", "law-disputes"}
    assert html.count('href="/en/statistics/mediation/"') >= 2
    assert words(html).count("no evidence yet") == len(tasks()) - 2
    assert client.get("/en/statistics/mediation/").status_code == 200


def test_the_tasks_download_whole(client):
    rows = list(csv.DictReader(StringIO(client.get("/en/structure/tasks/?format=csv").content.decode())))
    whole = client.get("/en/structure/tasks/?format=json").json()
    assert (
        [row["id"] for row in rows] == [row["id"] for row in whole["rows"]] == [line.id for line in tasks()]
    )
    assert all(row["text_kk"] and row["text_ru"] and row["text_en"] for row in rows)


def test_the_page_asks_a_fixed_number_of_questions(client):
    client.get("/en/structure/tasks/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/en/structure/tasks/")
    assert len(asked) == 7


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_without_opinions_the_page_says_so(client, lang):
    found = read(client.get(f"/{lang}/structure/bills/"))
    assert lang == "en" or found.english == []
    assert client.get(f"/{lang}/structure/bills/?format=json").json()["rows"] == []


BILL = {
    "id": "b1",
    "title": {"en": "On something"},
    "introduced": "2020-05-01",
    "by": "Government",
    "opinion": {"en": "Say it in both languages."},
    "outcome": "taken in part",
    "act": "law-357",
    "source": "d",
    "verified": "no",
}


def test_an_opinion_stands_with_its_bill_outcome_and_act(client, monkeypatch):
    lines = shaped([Record(BILL)], BILLS, BillLine)
    monkeypatch.setattr(page, "bills", lambda: tuple(lines))
    text = words(get(client, "/en/structure/bills/"))
    for told in (
        "On something",
        "Say it in both languages.",
        "taken in part",
        "not verified",
        "The act that",
    ):
        assert told in text


def test_an_opinion_with_an_unknown_outcome_is_refused():
    with pytest.raises(BadPack) as caught:
        shaped([Record({**BILL, "outcome": "liked"})], BILLS, BillLine)
    assert [told.column for told in caught.value.complaints] == ["outcome"]
