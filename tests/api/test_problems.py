"""What goes wrong: every bad parameter at once, in the reader's language, with what to do."""

from __future__ import annotations

import pytest

from kelisim.web.api import root
from kelisim.web.api.resources import figures as resource
from tests.api.conftest import ROOT
from tests.api.small import figures, ledger

pytestmark = pytest.mark.django_db
QUESTION = f"{ROOT}/observations?limit=0&from=2020&since=2021-01-01&indicator=a%20b&limit=1"
KNOWN = "lang, limit, cursor, indicator, territory, category, community, from, to, source, as_known, versions"
ENGLISH = {
    "type": "/api/#bad_parameters",
    "title": "The question cannot be answered as it is asked",
    "status": 422,
    "detail": "Each parameter that is wrong is listed with what to do.",
    "code": "bad_parameters",
    "errors": [
        {
            "parameter": "limit",
            "code": "repeated_parameter",
            "value": "1",
            "detail": "“limit” is given 2 times. Give it once.",
        },
        {
            "parameter": "since",
            "code": "unknown_parameter",
            "value": "2021-01-01",
            "detail": f"“since” is no parameter of this address. There are: {KNOWN}.",
        },
        {
            "parameter": "indicator",
            "code": "bad_code",
            "value": "a b",
            "detail": "“a b” is no code: letters, digits, “-”, “_” and “.” only.",
        },
        {
            "parameter": "from",
            "code": "bad_day",
            "value": "2020",
            "detail": "“2020” is no day. Write it as YYYY-MM-DD, for example 2021-01-01.",
        },
    ],
}
OTHERS = {
    "kk": (
        "Сұраққа осы күйінде жауап беру мүмкін емес",
        "Әрбір қате параметр не істеу керегімен бірге аталды.",
        [
            "«limit» 2 рет берілген. Бір рет беріңіз.",
            f"«since» – бұл мекенжайдың параметрі емес. Бар параметрлер: {KNOWN}.",
            "«a b» – код емес: тек латын әріптері, цифрлар, «-», «_» және «.».",
            "«2020» – күн емес. ЖЖЖЖ-АА-КК (YYYY-MM-DD) түрінде жазыңыз, мысалы 2021-01-01.",
        ],
    ),
    "ru": (
        "На вопрос в таком виде ответить нельзя",
        "Каждый неверный параметр назван вместе с тем, что сделать.",
        [
            "«limit» указан несколько раз (2). Укажите один раз.",
            f"«since» – не параметр этого адреса. Есть: {KNOWN}.",
            "«a b» – не код: только латинские буквы, цифры, «-», «_» и «.».",
            "«2020» – не день. Напишите в виде ГГГГ-ММ-ДД (YYYY-MM-DD), например 2021-01-01.",
        ],
    ),
}


def test_every_bad_parameter_is_told_at_once(client):
    answer = client.get(f"{QUESTION}&lang=en")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert (answer.status_code, answer.json()) == (422, ENGLISH)


@pytest.mark.parametrize("lang", OTHERS)
def test_the_same_in_kazakh_and_russian(client, lang):
    title, detail, errors = OTHERS[lang]
    told = {**ENGLISH, "title": title, "detail": detail}
    told["errors"] = [{**one, "detail": text} for one, text in zip(ENGLISH["errors"], errors, strict=True)]
    assert client.get(f"{QUESTION}&lang={lang}").json() == told


@pytest.mark.parametrize(
    ("query", "accepted", "lang"),
    [
        ("?lang=ru", "en", "ru"),
        ("", "en-GB,en;q=0.9", "en"),
        ("", "de,ru;q=0.5", "ru"),
        ("", "de", "kk"),
        ("", "", "kk"),
        ("?lang=de", "en", "en"),
    ],
)
def test_the_language_is_asked_for_accepted_or_kazakh(client, query, accepted, lang):
    client.cookies["kelisim_language"] = "ru" if lang != "ru" else "en"
    answer = client.get(f"{ROOT}/nothing{query}", headers={"Accept-Language": accepted})
    assert answer.headers["Content-Language"] == lang
    assert "Accept-Language" in answer.headers["Vary"]


SINGLE = {
    "/acts?limit=1001": ("limit", "out_of_range", "“1001” is no whole number from 1 to 1000."),
    "/acts?limit=ten": ("limit", "out_of_range", "“ten” is no whole number from 1 to 1000."),
    "/acts?lang=de": ("lang", "not_a_choice", "“de” is not possible here. Choose one of: kk, ru, en."),
    "/events?kind=x": ("kind", "not_a_choice", "“x” is not possible here. Choose one of: event, claim."),
    "/institution/on": ("on", "missing_parameter", "“on” is missing. Give it."),
    "/institution/on?on=1995-02-30": (
        "on",
        "bad_day",
        "“1995-02-30” is no day. Write it as YYYY-MM-DD, for example 2021-01-01.",
    ),
    "/institution/compare?from=2021-01-02&to=2021-01-01": (
        "to",
        "days_backwards",
        "2021-01-01 is before 2021-01-02. Give the earlier day first.",
    ),
    "/observations?from=2021-01-02&to=2021-01-01": (
        "to",
        "days_backwards",
        "2021-01-01 is before 2021-01-02. Give the earlier day first.",
    ),
    "/observations?versions=all&as_known=2026-01-01": (
        "versions",
        "not_together",
        "“versions=all” and “as_known” cannot be asked together. Give one of them.",
    ),
    "/periods?cuts=2001-01-01,2002": (
        "cuts",
        "bad_day",
        "“2002” is no day. Write it as YYYY-MM-DD, for example 2021-01-01.",
    ),
}


@pytest.mark.parametrize(("address", "told"), SINGLE.items())
def test_one_bad_parameter(client, address, told):
    answer = client.get(f"{ROOT}{address}", headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    assert [(one["parameter"], one["code"], one["detail"]) for one in answer.json()["errors"]] == [told]


UNKNOWN = {
    "/acts/nothing": "code",
    "/organs/nothing": "code",
    "/powers/nothing": "code",
    "/observations?indicator=nothing": "indicator",
    "/observations?community=nothing": "community",
    "/effects?subject=nothing": "subject",
    "/effects?act=nothing": "act",
    "/effects?holder=nothing": "holder",
    "/territories?parent=nothing": "parent",
    "/offices?territory=nothing": "territory",
}


@pytest.mark.parametrize(("address", "parameter"), UNKNOWN.items())
def test_a_code_nobody_has_is_404_and_no_empty_list(client, address, parameter):
    ledger()
    answer = client.get(f"{ROOT}{address}", headers={"Accept-Language": "en"})
    detail = "There is nothing under the code “nothing”. Look the code up in its list."
    assert (answer.status_code, answer.json()) == (
        404,
        {
            "type": "/api/#no_such_thing",
            "title": "There is no such thing",
            "status": 404,
            "detail": "Correct the code, or look it up in its list.",
            "code": "no_such_thing",
            "errors": [
                {"parameter": parameter, "code": "no_such_thing", "value": "nothing", "detail": detail}
            ],
        },
    )


def test_a_known_code_without_figures_is_an_empty_list(ask):
    figures()
    assert ask("/observations?indicator=things") == {"items": [], "next": None}


def code(client, address, method="get"):
    answer = getattr(client, method)(f"{ROOT}{address}")
    return answer.status_code, answer.json()["code"], answer.json()["errors"]


def test_nothing_to_answer_from(client):
    assert code(client, "/institution/on?on=2021-01-01") == (404, "no_ledger", [])
    assert code(client, "/diversity/places") == (404, "no_figures", [])
    assert code(client, "/apparent-change") == (404, "no_figures", [])


def test_an_address_that_is_none(client):
    for address in ("/", "/nothing", "/acts/", "/acts/a/b", "/docs"):
        assert code(client, address) == (404, "no_such_address", [])


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(client, method):
    answer = getattr(client, method)(f"{ROOT}/acts")
    assert code(client, "/acts", method) == (405, "wrong_method", [])
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_more_parameters_than_any_question_has(client):
    query = "&".join(f"a{number}=1" for number in range(1200))
    assert code(client, f"/acts?{query}") == (400, "too_much_asked", [])


def test_our_fault_tells_no_trace(client, monkeypatch):
    monkeypatch.setattr(resource, "narrowed", lambda *_given: 1 / 0)
    answer = client.get(f"{ROOT}/observations?lang=en")
    assert answer.status_code == 500
    assert answer.json()["detail"] == "Quote the number in the header X-Request-ID when you tell us."
    assert answer.headers["X-Request-ID"]
    assert "Zero" not in answer.content.decode()


def test_every_resource_says_what_it_belongs_to():
    assert {one.TAG for one in root.RESOURCES} == {
        "institution",
        "statistics",
        "territories",
        "mediation",
        "dialogue",
        "results",
        "story",
    }
