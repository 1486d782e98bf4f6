"""The structure on a day and the page of an act, in three languages."""

from __future__ import annotations

import re
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kelisim.apps.institution.models import Effect

pytestmark = pytest.mark.usefixtures("kz")
QUERIES = {"structure": 10, "act": 9}


def get(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    """The page's own text, spaces folded."""
    main = html[html.index("<main") : html.index("</main")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.mark.parametrize(
    ("lang", "name", "status", "body"),
    [
        ("kk", "Қазақстан халқы Ассамблеясы", "толық құқықты субъектісі", "Аналар кеңесі"),
        ("ru", "Ассамблея народа Казахстана", "полноправный субъект", "Совет матерей"),
        ("en", "Assembly of the People of Kazakhstan", "full subject", "Council of Mothers"),
    ],
)
def test_a_day_is_told_in_each_language(client, lang, name, status, body):
    text = words(get(client, f"/{lang}/structure/?on=2015-12-31"))
    for expected in (name, status, body):
        assert expected in text


def test_the_renaming_is_seen_between_june_and_august_2007(client):
    before = words(get(client, "/kk/structure/?on=2007-06-01"))
    after = words(get(client, "/kk/structure/?on=2007-08-01"))
    assert "2007 ж. 1 маусым Қазақстан халықтарының Ассамблеясы" in before
    assert "2007 ж. 1 тамыз Қазақстан халқы Ассамблеясы" in after
    assert "N1" not in after
    assert '<li id="N1">' in get(client, "/kk/structure/?on=2007-06-01")


def test_what_is_uncertain_stands_apart_and_says_both(client):
    text = words(get(client, "/en/structure/?on=2015-12-31"))
    assert (
        "Assembly of the People of Kazakhstan receives: furthering of mediation: "
        "between 27 October 2015 and 27 April 2018" in text
    )


def test_inconsistencies_are_marked_where_they_are_seen(client):
    page = get(client, "/ru/structure/?on=2023-01-01")
    assert {*re.findall(r'data-inconsistency="(X\d+)"', page)} >= {"X15", "X16", "X22", "X23"}


@pytest.mark.parametrize(("act", "code"), [("decree-2066", "X15"), ("law-483", "X05"), ("decree-370", "X12")])
def test_an_act_marks_the_inconsistencies_about_it(client, act, code):
    assert f'data-inconsistency="{code}"' in get(client, f"/kk/structure/acts/{act}/")


def test_lapsed_powers_and_orphans_are_told(client):
    text = words(get(client, "/en/structure/?on=2026-07-01"))
    assert "Lapsed powers" in text
    assert "Council of Mothers attached created: 2014" in text
    assert "the body it is attached to has ended" in text


def test_without_a_day_today_is_shown(client):
    with time_machine.travel("2021-01-01T06:00:00+05:00"):
        text = words(get(client, "/en/structure/"))
    assert "On 1 January 2021 Assembly of the People of Kazakhstan" in text


def test_before_the_first_act_there_is_no_institution(client):
    text = words(get(client, "/en/structure/?on=1990-01-01"))
    assert "There was no such institution yet" in text
    assert "Powers held on this day" not in text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2014", "“2014” is no day. Write it as YYYY-MM-DD"),
        ("2014-02-30", "“2014-02-30” is no day"),
        ("1.03.1995", "“1.03.1995” is no day"),
        ("0001-01-01", "0001-01-01 is outside the years this page covers"),
        ("<script>", "“<script>” is no day"),
    ],
)
def test_a_bad_day_is_named_beside_its_field_and_stays_there(client, typed, told):
    response = client.get("/en/structure/", {"on": typed})
    page = response.content.decode()
    assert response.status_code == 200
    assert words(page).count(told) == 2  # in the summary at the top and beside the field
    field = re.search(r"<input[^>]*name=\"on\"[^>]*>", page)
    assert field is not None
    assert f'value="{typed}"' in unescape(field[0])
    assert 'aria-invalid="true"' in field[0]
    assert 'id="id_on_error"' in page


def test_an_act_tells_what_it_did_and_what_became_of_it(client):
    text = words(get(client, "/en/structure/acts/decree-856/"))
    assert "Repeals: On forming the Assembly of the Peoples of Kazakhstan" in text
    assert "repealed by: On the Regulation of the Assembly of the People of Kazakhstan" in text
    assert "wording not read in a source" in text


def test_a_renaming_tells_both_names(client):
    text = words(get(client, "/kk/structure/acts/decree-370/"))
    assert "Қазақстан халықтарының Ассамблеясы – енді Қазақстан халқы Ассамблеясы" in text


def test_an_act_nobody_identified_says_so(client):
    text = words(get(client, "/ru/structure/acts/act-rsi-2014/"))
    assert "Этот акт ещё никем не установлен" in text


def test_an_act_of_territories_names_them(client):
    text = words(get(client, "/en/structure/acts/act-regions-2022/"))
    assert "Abai Region splits off from East Kazakhstan Region" in text
    assert "not verified" in text


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_act_has_a_page_in_each_language(client, lang):
    for code in Effect.objects.values_list("act__code", flat=True).distinct():
        get(client, f"/{lang}/structure/acts/{code}/")


def test_an_unknown_act_is_not_found(client):
    assert client.get("/en/structure/acts/nothing/").status_code == 404


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/en/structure/?on=1996-01-01", "structure"),
        ("/en/structure/?on=2021-01-01", "structure"),
        ("/en/structure/acts/decree-148/", "act"),
        ("/en/structure/acts/law-70/", "act"),
    ],
)
def test_more_rows_ask_no_more_questions(client, address, page):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert len(asked) == QUERIES[page]
