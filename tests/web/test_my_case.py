"""A side's own page: what stands on it at each place of the case, in her language."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags

from tests import cast as stories


def page_of(story, side, lang="kk"):
    with translation.override(lang):
        address = reverse("my-case")
    client = Client()
    typed = {"number": story.receipts[side].number, "secret": story.secret(side)}
    assert client.post(address, typed).status_code == 302
    return " ".join(client.get(address).content.decode().split())


def test_the_settled_case_names_meetings_and_obligations_in_words(cast):
    page = page_of(stories.settled(cast), "A")
    words = " ".join(strip_tags(page).split())
    assert "1-міндеттеме Әрекет жасау, 2026 ж. 1 мамыр әлі сұралған жоқ" in words
    assert "2-міндеттеме Ақша төлеу әлі сұралған жоқ" in words
    assert "Кездесу өтті" in words
    assert '<h2 id="mediator">Медиатор</h2>' in page


def test_before_the_agreement_the_mediator_is_proposed_and_may_be_refused(cast):
    page = page_of(stories.accepted(cast), "B")
    assert "Ұсынылған медиатор" in page
    assert "Бұл медиатор маған қолайлы" in page


@pytest.mark.parametrize(
    ("lang", "word"), [("kk", "Келесі қадам кімде"), ("ru", "Чей следующий шаг"), ("en", "Who acts next")]
)
def test_the_page_speaks_three_languages(cast, lang, word):
    assert word in page_of(stories.received(cast), "A", lang)


def test_unknown_number_and_wrong_secret_get_one_and_the_same_answer(cast):
    story = stories.received(cast)
    address = reverse("my-case")
    told = []
    for typed in (
        {"number": story.receipts["A"].number, "secret": "0000-0000"},
        {"number": "0000-0000-0", "secret": story.secret("A")},
    ):
        form = Client().post(address, typed).context["form"]
        told.append(form.errors.get_json_data())
    assert told[0] == told[1]


def test_nothing_of_the_other_sides_is_on_the_page(cast):
    page = page_of(stories.confirmed(cast), "B")
    assert stories.ESSENCE not in page
    assert stories.VERA.phone not in page
