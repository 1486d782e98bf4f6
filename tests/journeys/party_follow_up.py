"""Was it done? Two links on a phone, a call of the clerk, a new case; a side wants no more questions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page

from kelisim.apps.mediation.actions.unlock import unlock
from kelisim.apps.mediation.models import Case
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.worker import run_due
from kelisim.web.mediation.cookies import KEYS
from tests import cast as stories
from tests.cast import PASSPHRASE
from tests.journeys.browser import DESK, PHONE, expect_good
from tests.journeys.scan import scan_everything
from tests.journeys.scene import text_of
from tests.journeys.steps import Ticket, do, fill, go_on, mailed, open_case, pdf_of, ticket_on
from tests.mediation.marks import MARKS

pytestmark = pytest.mark.browser
AGAIN = MARKS["mediate again"]


@pytest.fixture
def phone(open_page):
    """Somebody's phone."""
    return lambda: open_page(viewport=PHONE, locale="kk-KZ")


@pytest.fixture
def clerk(open_page, client, cast):
    """Aizhan at her desk, her key open."""

    def at(user: User) -> Page:
        page = open_page(viewport=DESK, locale="kk-KZ")
        client.force_login(user)
        found = {"sessionid": client.cookies["sessionid"].value, KEYS: unlock(user, PASSPHRASE)}
        page.goto("/kk/")
        page.context.add_cookies(
            [{"name": name, "value": value, "url": page.url} for name, value in found.items()]
        )
        return page

    return lambda: at(cast.aizhan)


def asked(page: Page, address: str) -> None:
    """Opens the newest link that was sent to her."""
    page.goto(mailed(address, "/follow-up/"))
    expect_good(page)


def says(page: Page, first: str, second: str = "not_due") -> None:
    fill(page, {"answer_1": first, "answer_2": second})
    go_on(page)
    page.wait_for_selector("main #feel")
    expect_good(page)


def test_partly_then_not_then_a_call_and_a_new_case(cast, clock, phone, clerk, capfd):
    story = stories.settled(cast)
    clock.shift(timedelta(days=30, hours=1))
    run_due()
    vera = phone()
    asked(vera, stories.VERA.email)
    says(vera, "partly")
    fill(vera, {"feel_heard": "yes", "feel_voluntary": "yes"})
    go_on(vera)
    vera.wait_for_selector("main .notice")
    expect_good(vera)
    kept = story.case.follow_ups.get(party__side="A").satisfaction
    assert kept == {"heard": "yes", "voluntary": "yes"}

    clock.shift(timedelta(days=34))
    run_due()
    asked(vera, stories.VERA.email)
    go_on(vera)
    vera.wait_for_selector("main .errors")
    expect_good(vera)
    says(vera, "not")
    run_due()
    rustam = phone()
    asked(rustam, stories.RUSTAM.email)
    _calls(clerk(), story.case)
    _reads_on(vera, story)
    reached = [stories.VERA.phone, stories.VERA.email, stories.RUSTAM.phone, stories.RUSTAM.email]
    scan_everything([*reached, AGAIN, PASSPHRASE, story.secret("A"), story.secret("B")], capfd)


def _calls(page: Page, case: Case) -> None:
    page.goto("/kk/desk/office/")
    page.click("main a[href$='/desk/office/calls/']")
    expect_good(page)
    shown = page.locator("main").inner_text()
    assert stories.RUSTAM.phone in shown
    page.locator(f"main a[href*='{case}']").first.click()
    other = case.follow_ups.get(party__side="B", round="due-1")
    told = {"question": str(other.uid), "result": "reached", "answer_1": "not", "answer_2": "not_due"}
    fill(page, told)
    expect_good(page)
    go_on(page)
    page.wait_for_selector("main [role=status]")
    expect_good(page)
    assert text_of(pdf_of(page, "main a[href$='/follow-up.pdf']")).count(str(case))
    page.goto(f"/kk/case/{case}/do/remediate/")
    expect_good(page)
    fill(page, {"side": "A", "essence": AGAIN, "notice": "on"})
    go_on(page)
    page.wait_for_selector(".secret")
    expect_good(page)
    new = Case.objects.get(follows=case)
    assert ticket_on(page).number == str(new)
    assert new.state == "received"


def _reads_on(vera: Page, story: stories.Story) -> None:
    receipt = story.receipts["A"]
    open_case(vera, Ticket(number=receipt.number, secret=receipt.secret))
    expect_good(vera)
    assert vera.locator("#unperformed").count() == 1
    assert "реттеу туралы келісім" in text_of(pdf_of(vera, "section[aria-labelledby=unperformed] a"))
    do(vera, "ask-no-more")
    expect_good(vera)
    assert vera.locator("form[action$='/ask-me/']").count() == 1


def test_a_side_wants_no_more_questions(cast, clock, phone):
    story = stories.settled(cast)
    clock.shift(timedelta(days=30, hours=1))
    run_due()
    rustam = phone()
    asked(rustam, stories.RUSTAM.email)
    link = rustam.url
    rustam.click("main details summary")
    rustam.click("main [value=no-more]")
    rustam.wait_for_selector("main .lead")
    expect_good(rustam)
    assert not story.party("B").follow_up
    assert rustam.request.get(link).status == 404


def test_a_refusal_is_complained_of_on_a_phone(cast, phone, clerk):
    story = stories.triaged(cast)
    page = clerk()
    page.goto(f"/kk/case/{story.case}/do/refuse/")
    fill(page, {"rule": "bar_third_persons", "text": "Дау мұрагерлерге қатысты.", "elsewhere": "Сот"})
    go_on(page)
    page.wait_for_selector("main [role=status]")
    vera = phone()
    receipt = story.receipts["A"]
    open_case(vera, Ticket(number=receipt.number, secret=receipt.secret))
    do(vera, "complain", {"ground": "rule"})
    expect_good(vera)
    assert story.refreshed().moves.filter(verb="complain", reason="rule").count() == 1
