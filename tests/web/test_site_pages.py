"""Every public page of the site: its language, its frame, its weight."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from time_machine import travel

from kelisim.apps.statistics.actions import load_series
from kelisim.kernel.packs.models import Installation
from kelisim.kernel.packs.pack import open_pack
from kelisim.web.templatetags.kelisim import switch_language
from tests.institution.conftest import load_everything
from tests.places import plant
from tests.web.reading import Reading, read

LANGUAGES = ("kk", "ru", "en")
PAGES = (
    *("home", "find-an-office", "who-sees-what", "about", "privacy", "accessibility", "style"),
    *("story", "sources-and-doubts", "sessions-list", "programme-list"),
)
OURS = PAGES[:7]
STYLES = ("tokens", "base", "parts", "pages")
SENT = (*(f"css/{name}.css" for name in STYLES), "img/shanyrak.svg", "img/mark.svg")
# Bytes that travel for the first page: the page as it is, the rest compressed. The fonts (at most 97 kB,
# once, after the text is on the screen) are not among them.
LIGHT = 60_000

pytestmark = pytest.mark.django_db


def address(name, lang):
    with translation.override(lang):
        return reverse(name)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_page_stands_in_its_language_with_one_title_and_nothing_inline(client, name, lang):
    response = client.get(address(name, lang))
    page = read(response)
    assert (response.status_code, page.lang, len(page.h1), page.inline) == (200, lang, 1, [])


@pytest.mark.parametrize("name", PAGES)
def test_no_id_stands_twice(client, name):
    page = read(client.get(address(name, "kk")))
    twice = sorted({one for one in page.ids if page.ids.count(one) > 1})
    # The style page shows one form twice, right and wrong.
    assert name == "style" or twice == []


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("name", OURS)
def test_no_english_is_left(client, name, lang):
    assert read(client.get(address(name, lang))).english == []


@pytest.mark.parametrize("name", PAGES)
def test_page_names_itself_in_the_other_languages(client, settings, name):
    settings.ORIGIN = "https://kelisim.example"
    page = read(client.get(address(name, "ru")))
    assert page.alternates == {lang: f"https://kelisim.example{address(name, lang)}" for lang in LANGUAGES}


@pytest.mark.parametrize("name", PAGES)
def test_links_of_the_frame_lead_somewhere(client, name):
    page = read(client.get(address(name, "en")))
    # Acts stand in the pack, which is not loaded here; journeys/visitor_follows_every_link.py follows them.
    own = {link for link in page.links if link.startswith("/") and "/structure/acts/" not in link}
    dead = [link for link in sorted(own) if client.get(link).status_code >= 400]
    assert dead == []


def test_switch_keeps_the_page_and_the_query(client):
    page = read(client.get("/kk/find-an-office/", {"q": "достық үйі", "place": "750000000"}))
    query = "?q=%D0%B4%D0%BE%D1%81%D1%82%D1%8B%D2%9B+%D2%AF%D0%B9%D1%96&place=750000000"
    assert {link for link in page.links if link.startswith("/ru/")} == {f"/ru/find-an-office/{query}"}


def test_switch_outside_the_language_folders_leads_home(rf):
    assert switch_language(rf.get("/admin/login/?next=/x"), "ru") == "/ru/?next=/x"


def test_menu_marks_where_the_reader_stands(client):
    html = client.get("/en/find-an-office/").content.decode()
    assert html.count('href="/en/find-an-office/" aria-current="page"') == 2  # once wide, once narrow


def test_bare_address_follows_the_browser(client):
    asked = {
        lang: client.get("/", headers={"accept-language": lang}).url for lang in ("kk", "ru", "en", "de")
    }
    assert asked == {"kk": "/kk/", "ru": "/ru/", "en": "/en/", "de": "/kk/"}


def test_first_page_is_light(client):
    plant()
    load_everything()
    load_series.load(open_pack("kz"))
    page = len(client.get("/kk/").content)
    sent = [Path(finders.find(name)).read_bytes() for name in SENT]
    assert page + sum(len(brotli.compress(content)) for content in sent) <= LIGHT


@pytest.mark.parametrize(("lang", "big"), [("kk", "31\xa0000"), ("ru", "31\xa0000"), ("en", "31,000")])
def test_home_shows_figures_with_their_source_and_day(client, lang, big):
    plant()
    load_series.load(open_pack("kz"))
    sums = client.get(f"/{lang}/").context["sums"]
    assert len(sums) == 4
    assert all(one.value and one.source and one.on for one in sums)
    assert big in sums[2].what


def test_home_tells_the_institution_of_the_day(client):
    plant()
    load_everything()
    with travel("2026-11-25T12:00:00+05:00", tick=False):
        told = client.get("/en/").context["today"]
    facts = {fact.label: fact.value for fact in told.facts}
    assert told.name == "Qazaqstan Halyq Kenesi (People's Council of Kazakhstan)"
    assert (facts["In being since"], facts["Successor of"]) == (
        "1 July 2026",
        "Assembly of the People of Kazakhstan",
    )
    assert len(told.organs) == 3


def test_home_leaves_out_what_was_not_loaded(client):
    context = client.get("/kk/").context
    assert (context["sums"], context["today"]) == ([], None)


def test_home_asks_the_database_the_same_number_of_questions(client, django_assert_num_queries):
    client.get("/kk/")
    with django_assert_num_queries(5):  # is it a sample; the figures; the ledger
        client.get("/kk/")


@pytest.mark.parametrize(
    ("lang", "words"), [("kk", "Үлгі деректер"), ("ru", "Это пример"), ("en", "Sample data")]
)
@pytest.mark.parametrize("name", PAGES)
def test_sample_is_said_on_every_page(client, name, lang, words):
    before = client.get(address(name, lang)).content.decode()
    Installation.objects.create(pack="kz", version="1", loaded_at=timezone.now(), sample=True)
    after = client.get(address(name, lang)).content.decode()
    assert ('class="banner"' in before, words in after) == (False, True)


@pytest.mark.parametrize(
    ("lang", "title"),
    [("kk", "Мұндай бет жоқ"), ("ru", "Такой страницы нет"), ("en", "There is no such page")],
)
def test_missing_page_is_told_in_the_readers_language(client, lang, title):
    response = client.get(f"/{lang}/nothing-here/")
    page = read(response)
    assert (response.status_code, page.lang, page.h1) == (404, lang, [title])


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "429"])
@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_error_pages_speak_the_readers_language(rf, code, lang):
    with translation.override(lang):
        page = Reading(render_to_string(f"{code}.html", request=rf.get(f"/{lang}/x/")))
    assert (page.lang, len(page.h1), page.english) == (lang, 1, [])


def test_form_without_its_token_gets_the_styled_page():
    response = Client(enforce_csrf_checks=True).post("/kk/", {"a": "b"})
    assert (response.status_code, read(response).h1) == (403, ["Форма қабылданбады"])


def test_page_of_our_own_fault_needs_no_program():
    source = Path("kelisim/web/templates/500.html").read_text(encoding="utf-8")
    page = Reading(render_to_string("500.html", {"number": "20c3666f06"}))
    styles = [
        line.split('"')[3].removeprefix("/static/") for line in source.split("\n") if "stylesheet" in line
    ]
    tags = set(re.findall(r"{%\s*(\w+)", source))
    assert (tags, len(page.h1), page.inline) == ({"if", "endif"}, 1, [])
    assert "20c3666f06" in render_to_string("500.html", {"number": "20c3666f06"})
    assert [name for name in styles if finders.find(name) is None] == []


def test_what_machines_ask_for(client):
    robots = client.get("/robots.txt").content.decode()
    manifest = client.get("/site.webmanifest").json()
    icon = client.get("/favicon.ico")
    assert ("Disallow: /*/desk/" in robots, manifest["short_name"], icon.url) == (
        True,
        "Kelisim",
        "/static/img/mark.svg",
    )
