"""Aigul votes on her phone in Kazakh, without scripts; writes a statement, appeals, moves on, and leaves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from kelisim.apps.dialogue.actions.moderate import accept, reject
from kelisim.apps.dialogue.actions.open_conversation import close
from kelisim.apps.dialogue.actions.publish import publish
from kelisim.apps.dialogue.models import Conversation, Form, Participation, Statement, Variant, Vote
from kelisim.kernel.access.roles import Role
from tests.dialogue.people import made, person, two_camps
from tests.journeys.browser import PHONE, expect_accessible, expect_fits, expect_good

pytestmark = pytest.mark.browser
QUESTION = "Ауылда ағын суды қалай бөлісеміз?"
TEXTS = (
    "Кешке су баршаға тең берілсін",
    "Арық тазалауға әр үйден бір адам шықсын",
    "Су ақысын есептегіш бойынша төлейік",
    "Жеміс бағына су бірінші берілсін",
    "Түнде суару тегін болсын",
    "Су кестесін ауыл жиналысы бекітсін",
    "Құдық қазуға рұқсат керек емес",
    "Мал суаттары бөлек болсын",
    "Су ұрлағанға айыппұл салынсын",
    "Тамшылатып суаруға көмек берілсін",
    "Кестені қыста жасап қою керек",
    "Су бөлуші жыл сайын сайлансын",
)
OWN = "Арық бойына тал егейік"


@pytest.fixture
def room(clock, country) -> Conversation:
    """Open, with twelve statements, two camps and a first publication."""
    asel = person("asel", Role.FACILITATOR)
    told = {
        "purpose_kk": "Көктемге дейін ауылдың су кестесіне не кіретінін білу.",
        "decides_kk": "Ауыл жиналысы, наурыз айында",
        "sample": True,
    }
    conversation = made(asel, question_kk=QUESTION, **told)
    for number, text in enumerate(TEXTS):
        Variant.objects.filter(statement__number=number).update(text=text)
    statement = conversation.statements.get(number=0)
    arab = "كەشكە سۋ بارشاعا تەڭ بەرىلسىن"
    Variant.objects.create(statement=statement, form=Form.KK_ARAB, text=arab, key=arab)
    two_camps(conversation, each=20)
    publish(conversation, by=asel)
    return conversation


def look(page: Page) -> None:
    """On a page without scripts only its width can be looked at; axe looks at the same page elsewhere."""
    expect_fits(page)


def answer(page: Page, value: str) -> None:
    page.locator(f"button[name=vote][value='{value}']").click()
    page.wait_for_selector(".kept")


def test_she_votes_and_reads_where_she_stands(room, plain, page):
    plain.goto("/kk/")
    plain.click("footer a[href$='/dialogue/'], main a[href$='/dialogue/']")
    look(plain)
    plain.click(f"text={QUESTION}")
    look(plain)
    plain.click("main a[href$='/vote/']")
    assert [one for one in plain.context.cookies() if "voice" in one["name"]] == []
    look(plain)
    for at in range(7):
        number = TEXTS.index(plain.locator(".statement").inner_text())
        answer(plain, "1" if number < 2 or number % 2 == 0 else "-1")
        assert Vote.objects.count() == 480 + at + 1
    look(plain)
    assert plain.locator("#standing").inner_text() == "Сіз қай жердесіз"
    plain.click(".standing a[href$='/where/']")
    look(plain)
    plain.go_back()
    plain.click(".kept a")
    answer(plain, "0")
    assert Participation.objects.count() == 41
    page.context.add_cookies(plain.context.cookies())
    for path in ("", "vote/", "where/", "mine/", "write/", "vote/?form=kk-Arab&again=0"):
        page.goto(f"/kk/dialogue/water/{path}")
        expect_good(page)


def test_she_writes_a_statement_appeals_and_it_is_voted_on(room, plain, page):
    bolat = person("bolat", Role.MODERATOR)
    plain.goto("/kk/dialogue/water/write/")
    look(plain)
    plain.fill("textarea", TEXTS[1])
    plain.click("main form button")
    assert TEXTS[1] in plain.locator(".standing").inner_text()
    look(plain)
    plain.fill("textarea", OWN)
    plain.click("main form button")
    plain.wait_for_url("**/mine/")
    assert "күтіп тұр" in plain.locator("article").inner_text()
    reject(Statement.objects.get(number=12), reason="off_topic", by=bolat)
    plain.reload()
    look(plain)
    page.context.add_cookies(plain.context.cookies())
    page.goto(plain.url)
    expect_good(page)
    plain.click("article button")
    assert "басқа адам шешеді" in plain.locator("article").inner_text()
    accept(Statement.objects.get(number=12), by=room.created_by)
    plain.reload()
    assert "қабылданды" in plain.locator("article").inner_text()


def test_she_goes_on_elsewhere_with_eight_words_and_leaves(room, plain, page):
    plain.goto("/kk/dialogue/water/vote/")
    answer(plain, "1")
    plain.goto("/kk/dialogue/water/mine/")
    plain.click("form[action$='/mine/'] button")
    words = plain.locator(".secret").inner_text()
    assert len(words.split()) == 8
    look(plain)
    page.goto("/kk/dialogue/water/mine/")
    page.click("main a[href$='/return/']")
    page.fill("textarea", "бір екі үш")
    page.click("main form button")
    page.wait_for_selector("[role=alert]")
    expect_good(page)
    page.fill("textarea", words.upper())
    page.click("main form button")
    page.wait_for_url("**/mine/")
    expect_good(page)
    page.click("a[href$='/leave/withdraw/']")
    expect_good(page)
    page.click("main form button")
    page.wait_for_selector("[role=status]")
    assert Vote.objects.filter(withdrawn=True).count() == 1
    plain.goto("/kk/dialogue/water/mine/")
    plain.click("a[href$='/leave/erase/']")
    look(plain)
    plain.click("main form button")
    plain.wait_for_selector("[role=status]")
    assert Participation.objects.count() == 40
    assert [one for one in plain.context.cookies() if "voice" in one["name"]] == []


def test_a_vote_after_the_end_is_told_and_nothing_is_lost(room, plain, page):
    plain.goto("/kk/dialogue/water/vote/")
    answer(plain, "1")
    close(room, by=room.created_by)
    plain.locator("button[name=vote]").first.click()
    plain.wait_for_selector("[role=alert]")
    look(plain)
    assert Vote.objects.count() == 481
    page.set_viewport_size(PHONE)
    page.goto("/kk/dialogue/water/vote/")
    expect_accessible(page)
