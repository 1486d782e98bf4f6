"""Bodies and their tasks on a day: by which act, and why a task is not held."""

import csv
from io import StringIO

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kz")]
PAGE = "/{}/structure/tasks/by-body/"


def table(client, on, name):
    answer = client.get(PAGE.format("en"), {"on": on, "format": "csv", "list": name})
    rows = csv.DictReader(StringIO(answer.content.decode()))
    return {row["id"]: (row["organisation"], row["act"] or row["session"], row["standing"]) for row in rows}


def test_in_1996_the_assembly_holds_what_the_decree_gave_it_and_nothing_is_held_by_bodies_to_come(client):
    held = table(client, "1996-01-01", "held")
    assert {line[:2] for line in held.values()} == {("assembly", "decree-2066")}
    assert len(held) == 8
    waiting = table(client, "1996-01-01", "not-held")
    assert waiting["rsi-aim"] == ("rsi", "act-rsi-2014", "not given yet")
    assert waiting["assembly-civic-community"][2] == "not given yet"  # the session of December 2000


def test_a_task_falls_with_its_act_also_one_that_an_amending_law_gave(client):
    in_2021 = table(client, "2021-01-01", "held")
    assert in_2021["law-mediation"] == ("assembly", "law-149", "held")
    assert "assembly-aim-1" not in in_2021
    today = table(client, "2026-07-02", "not-held")
    assert today["assembly-aim-1"][2] == "its act was repealed"
    assert today["law-mediation"][2] == "its act was repealed"
    assert today["assembly-civic-community"] == ("assembly", "session-7", "its body is not in being")


@pytest.mark.parametrize(
    ("lang", "held", "why"),
    [
        ("kk", "Осы күні атқарылатын міндеттер", "акт"),
        ("ru", "Задачи, возложенные на этот день", "акт утратил силу"),
        ("en", "Tasks held on this day", "its act was repealed"),
    ],
)
def test_the_page_says_it_in_three_languages(client, lang, held, why):
    body = client.get(PAGE.format(lang), {"on": "2021-01-01"}).content.decode()
    assert held in body
    assert why in body
    assert "/structure/acts/law-70/" in body


def test_a_day_that_is_none_is_named(client):
    body = client.get(PAGE.format("en"), {"on": "1995-02-30"}).content.decode()
    assert "1995-02-30" in body
    assert 'id="errors-title"' in body
