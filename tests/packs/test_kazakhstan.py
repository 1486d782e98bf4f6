"""The pack of Kazakhstan is whole: 219 facts, 24 inconsistencies, and a reader finds each on its page."""

import re
from functools import lru_cache

import pytest
from django.db import transaction
from django.test import Client

from kelisim.cli.packs import loaders
from kelisim.kernel.packs.check import check_pack
from kelisim.kernel.packs.load import load_pack
from kelisim.kernel.texts.of import LANGUAGES

pytestmark = pytest.mark.django_db

TOLD = re.compile(r'data-facts="([^"]+)"')


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
    told = {path: set(" ".join(TOLD.findall(text)).split()) for path, text in pages.items()}
    untold = [
        code
        for code, places in report().facts.items()
        if not any(code in told[local(carrier.page, language)] for carrier in places if carrier.page)
    ]
    assert sorted(untold) == []
