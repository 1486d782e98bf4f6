"""The pages of a mediator, a clerk, a coordinator, a council, a union and a side, in Russian and in English.

Each walks from her desk along its links; no word of another language may stand on a page but what people
typed, and no long word may push a page of a telephone sideways.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from playwright.sync_api import Page

from kelisim.apps.institution.models import Act
from kelisim.kernel.queue.worker import run_due
from tests import cast as stories
from tests.crowd import crowd
from tests.journeys.browser import expect_fits, take_picture
from tests.journeys.steps import APP_SECRET, Ticket, come_in, mailed, open_case
from tests.mediation.languages import strangers
from tests.mediation.referring import make_union

pytestmark = pytest.mark.browser
TONGUES = ("ru", "en")
# Hers by their addresses; public pages are read by visitors.
HERS = re.compile(r"/(desk/[\w-]+|case|mediation|key|my-case|mediators/\d+)(/[\w-]+)*/")
NUMBERS = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z*~$=]|\b[A-Z]+-?\d+|\b[IVX]+\b")
PLACES = re.compile(r"\S+\.(?:com|org|kz)\S*|\b\d\d-\w+/\d+")  # where a source lies
# File kinds, keys of a keyboard, and what languages call themselves.
MARKS = {"pdf", "csv", "json", "ics", "utf", "docx", "id", "tab", "enter", "english", "қазақша", "русский"}
PEOPLE = "Daniyar Kamila Aizhan Saule Marat Gulnar Viktor Asel Һәкімұлы Сыналғанұлы ТарапA ТарапB Кәсіподақ"

# The words of the page that are in its own language, without those of files, keys and numbers.
WORDS = """() => {
  const main = document.querySelector('main'), found = [], own = document.documentElement;
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const place = walk.currentNode.parentElement;
    if (place.closest('[lang]') === own && !place.closest('textarea, code, kbd, pre, .number'))
      found.push(walk.currentNode.data);
  }
  for (const name of ['aria-label', 'data-label', 'title', 'alt', 'placeholder'])
    for (const one of main.querySelectorAll(`[${name}]`))
      if (one.closest('[lang]') === own) found.push(one.getAttribute(name));
  return found.join(' ');
}"""


@pytest.fixture
def story(cast, clock) -> stories.Story:
    """Somebody has applied; a mediator leads others; one settled, and its sides are asked about it."""
    for user in (cast.saule, cast.marat):
        TOTP.activate(user, APP_SECRET)
    found = stories.settled(cast)
    crowd(found, 2)
    clock.shift(timedelta(days=30, hours=1))
    run_due()
    return found


@pytest.fixture
def typed(cast) -> set[str]:
    """What people typed: names, places, the dispute, titles of acts."""
    told = stories.SETTLEMENT
    texts = [
        *(stories.VERA.name, stories.RUSTAM.name, stories.VERA.address, stories.RUSTAM.address),
        *(stories.ESSENCE, stories.SHORT_TEXT, told.text, PEOPLE),
        *(part for one in told.promises for part in (one.what, one.how, one.otherwise, one.event)),
        *(one.name_kk for one in (cast.region, cast.district, cast.office, cast.council)),
        cast.office.address_kk,
        *(title for row in Act.objects.values_list("title_kk", "title_ru", "number") for title in row),
    ]
    return set(re.findall(r"[^\W\d_]+", " ".join(texts).lower()))


def read(page: Page, typed: set[str]) -> dict[str, set[str]]:
    """The words of other languages, if any. Russian words are the long ones: nothing stands sideways."""
    lang = page.locator("html").get_attribute("lang")
    words = PLACES.sub(" ", NUMBERS.sub(" ", page.evaluate(WORDS)))
    if lang == "ru":
        expect_fits(page)
    take_picture(page, lang)
    assert "г.." not in words, page.url  # a Russian date brings its own full stop
    strange = strangers(words, lang) - typed - MARKS
    return {page.url: strange} if strange else {}


def kind(path: str) -> str:
    """Pages of one kind have one address but for the number."""
    return re.sub(r"/(?=[\w-]*\d)[\w-]+/", "/N/", path)


def walk(page: Page, lang: str, start: str, typed: set[str], seen: Counter[str]) -> dict[str, set[str]]:
    """From page to page; of each kind one, whoever comes first. What is strange on which page."""
    waiting, strange = [start], {}
    for path in waiting:
        answer = page.goto(f"/{lang}{path}", wait_until="domcontentloaded")
        assert (answer.status, answer.url.endswith(path)) == (200, True), path
        strange |= read(page, typed)
        hrefs = page.eval_on_selector_all("main a[href]", "all => all.map(a => a.pathname.slice(3))")
        for link in hrefs:
            if HERS.fullmatch(link) and not seen[kind(link)]:
                seen[kind(link)] += 1
                waiting.append(link)
    return strange


def test_the_staff_and_a_side_read_russian_and_english(cast, story, typed, page):
    union = make_union(cast)
    desks = {
        "/desk/mediator/": cast.daniyar,
        "/desk/office/": cast.aizhan,
        "/desk/region/": cast.saule,
        "/desk/council/": cast.marat,
        "/desk/referrals/": union.officer,
    }
    asked = mailed(stories.VERA.email, "/follow-up/")[3:]
    seen = {lang: Counter(desks) for lang in TONGUES}
    strange = {}
    for desk, user in desks.items():
        page.context.clear_cookies()
        come_in(page, user, key=desk in {"/desk/mediator/", "/desk/office/", "/desk/council/"})
        for lang in TONGUES:
            strange |= walk(page, lang, desk, typed, seen[lang])
    page.context.clear_cookies()
    receipt = story.receipts["A"]
    open_case(page, Ticket(number=receipt.number, secret=receipt.secret))
    for lang in TONGUES:
        for path in ("/my-case/", asked):
            strange |= walk(page, lang, path, typed, seen[lang])
    assert strange == {}
    assert min(len(one) for one in seen.values()) > 35
