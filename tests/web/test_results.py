"""Claims with both sides and no verdict; expected results that say when no indicator was set."""

import csv
import re
from html import unescape
from io import StringIO

import pytest
from django.urls import reverse
from django.utils.translation import override

from kelisim.kernel.texts.of import LANGUAGES
from kelisim.web.site.claim import ADDED_BY
from kelisim.web.site.narrative import told_by

pytestmark = pytest.mark.django_db


def page(client, name, lang, query=""):
    with override(lang):
        address = reverse(name) + query
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def card(body, code):
    return re.search(rf'<article class="claim" id="{code}".*?</article>', body, re.DOTALL)[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_claim_keeps_its_sides_in_columns_of_their_own(client, lang):
    body = page(client, "claims", lang)
    for claim in told_by("kz").claims:
        head, *sides = re.split(r"<section>", card(body, claim.id))
        assert claim.claim.of(lang) in head
        assert len(sides) == 2
        assert claim.evidence.of(lang) in sides[0]
        assert claim.counter.of(lang) in sides[1]
        assert claim.counter.of(lang) not in sides[0]


def test_the_second_result_carries_its_contradiction_and_the_fourth_the_clashes(client):
    body = page(client, "claims", "kk")
    assert 'data-inconsistency="X22"' in card(body, "result-2")
    clashes = {one.id for one in told_by("kz").conflicts}
    assert set(re.findall(r'href="[^"]+/conflicts/#([\w-]+)"', card(body, "result-4"))) == clashes
    assert re.findall(r'id="(result-\d)"', body) == [f"result-{number}" for number in range(1, 6)]


def test_who_added_each_column_is_known_and_said(client):
    claims = told_by("kz").claims
    named = {code for one in claims for code in (*one.claim_by, *one.evidence_by, *one.counter_by)}
    assert named == set(ADDED_BY)
    body = page(client, "claims", "en")
    assert "the authors of the article" in card(body, "result-2")
    assert "the editors of this platform" in card(body, "result-3")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("kk", "Көрсеткіш белгіленбеген"),
        ("ru", "Показатель не задан"),
        ("en", "No indicator was set"),
    ],
)
def test_a_result_without_an_indicator_says_so(client, lang, words):
    body = page(client, "expected-results", lang)
    assert re.findall(r'data-facts="(F\d+)"', body) == ["F208", "F209"]
    assert body.count(f">{words}<") == 2


def test_the_files_hold_every_claim_and_every_expected_result(client):
    whole = told_by("kz")
    claims, results = (
        list(csv.DictReader(StringIO(page(client, name, "en", "?format=csv"))))
        for name in ("claims", "expected-results")
    )
    assert [(row["id"], row["counter_ru"], row["inconsistencies"]) for row in claims] == [
        (one.id, one.counter.ru, " ".join(one.inconsistencies)) for one in whole.claims
    ]
    assert [(row["programme"], row["facts"], row["indicator_en"]) for row in results] == [
        ("concept-2022", "F208", ""),
        ("concept-2022", "F209", ""),
    ]


@pytest.mark.parametrize("name", ["claims", "expected-results"])
def test_a_pack_without_a_story_says_so(client, settings, name, django_assert_num_queries):
    page(client, name, "kk")
    with django_assert_num_queries(3):  # the sample banner, what readers added, what waits
        page(client, name, "kk")
    settings.PACK = "_blank"
    assert 'class="empty"' in page(client, name, "kk")
