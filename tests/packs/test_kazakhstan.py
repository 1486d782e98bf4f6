"""The pack of Kazakhstan is whole: 219 facts, 24 inconsistencies, and a reader finds each on its page."""

from functools import lru_cache

import pytest
from django.db import transaction
from django.test import Client
from lxml import html

from kelisim.cli.packs import loaders
from kelisim.kernel.packs.check import check_pack
from kelisim.kernel.packs.load import load_pack
from kelisim.kernel.texts.of import LANGUAGES

pytestmark = pytest.mark.django_db


@lru_cache(maxsize=1)
def report():
    return check_pack("kz")


def test_every_fact_is_carried_and_nothing_is_wrong():
    assert [str(complaint) for complaint in report().complaints] == []
    counts = report().counts()
    assert counts == {
        "files": counts["files"],
        "facts": 219,
        "carried": 219,
        "inconsistencies": 24,
        "shown": 24,
        "orphans": 0,
        "complaints": 0,
    }


def carriers():
    found = (report().facts, report().inconsistencies)
    return [carrier for group in found for places in group.values() for carrier in places if carrier.page]


def local(page, language):
    """The path of a page, which the report names in English, in another language."""
    return page.partition("#")[0].replace("/en/", f"/{language}/", 1)


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """Every page the records name, in three languages: its text, or the status it failed with."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_pack("kz", lambda line: None, loaders=loaders())
        paths = {local(carrier.page, language) for carrier in carriers() for language in LANGUAGES}
        client = Client(raise_request_exception=False)
        answers = {path: client.get(path) for path in sorted(paths)}
        transaction.set_rollback(True)
    return {
        path: answer.content.decode() if answer.status_code == 200 else str(answer.status_code)
        for path, answer in answers.items()
    }


def test_every_page_a_record_names_opens(pages):
    assert {path: text for path, text in pages.items() if text.isdigit()} == {}


def test_every_anchor_a_record_names_is_on_its_page(pages):
    wanted = {
        (local(carrier.page, language), carrier.page.partition("#")[2])
        for carrier in carriers()
        for language in LANGUAGES
        if "#" in carrier.page
    }
    assert sorted(key for key in wanted if f'id="{key[1]}"' not in pages[key[0]]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_sees_every_inconsistency(pages, language):
    unseen = [
        code
        for code, places in report().inconsistencies.items()
        if not any(
            f'data-inconsistency="{code}"' in pages[local(carrier.page, language)]
            for carrier in places
            if carrier.page
        )
    ]
    assert unseen == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_is_told_every_fact(pages, language):
    """The marker of a fact stands at words that are read, not at an empty or hidden thing."""
    told = {path: marked(text) for path, text in pages.items() if path.startswith(f"/{language}/")}
    untold = [
        code
        for code, places in report().facts.items()
        if not any(told[local(carrier.page, language)].get(code) for carrier in places if carrier.page)
    ]
    assert sorted(untold) == []


def marked(text):
    """The words at which each fact of a page is marked."""
    found = {}
    for one in html.fromstring(text).xpath("//*[@data-facts]"):
        words = " ".join(one.text_content().split())
        if not one.xpath("ancestor-or-self::*[@hidden]"):
            found |= {code: found.get(code) or words for code in one.get("data-facts").split()}
    return found


# Where the brief wants a reader to meet what does not fit: beside the figure or the act itself.
BESIDE = {
    "statistics/population/": ["X03", "X11"],
    "statistics/confessions/": ["X01", "X04", "X05", "X08"],
    "statistics/mediation/": ["X02", "X06"],
    "programmes/": ["X07", "X08", "X10", "X17"],
    "story/conflicts/": ["X09", "X18"],
    "structure/acts/decree-370/": ["X12", "X14"],
    "story/mediation/": ["X13", "X21"],
    "structure/?on=2010-01-01": ["X14", "X15"],
    "structure/?on=2021-01-01": ["X16", "X20"],
    "structure/?on=2015-12-31": ["X19"],
    "structure/?on=2023-01-01": ["X22", "X23"],
    "sources-and-doubts/": ["X21"],
    "sessions/": ["X24"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_does_not_fit_stands_where_it_belongs(pages, language):
    away = [
        (code, page)
        for page, codes in BESIDE.items()
        for code in codes
        if f'data-inconsistency="{code}"' not in pages[f"/{language}/{page}"]
    ]
    assert away == []
    assert sorted({code for codes in BESIDE.values() for code in codes}) == sorted(report().inconsistencies)
