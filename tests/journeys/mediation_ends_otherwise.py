"""Not every dispute is settled: advice is enough, the law forbids, a side will not, nobody answers."""

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
from tests.journeys.scene import text_of
from tests.journeys.steps import Ticket, do, fill, go_on, mailed, open_case, pdf_of

pytestmark = pytest.mark.browser
RUSTAM_MAIL = stories.RUSTAM.email


@pytest.fixture
def phone(open_page):
    """Somebody's phone."""
    return lambda: open_page(viewport=PHONE, locale="kk-KZ")


@pytest.fixture
def desk(open_page, client):
    """A member of the staff who came in this morning and has her key open."""

    def at(user: User) -> Page:
        page = open_page(viewport=DESK, locale="kk-KZ")
        client.force_login(user)
        found = {"sessionid": client.cookies["sessionid"].value, KEYS: unlock(user, PASSPHRASE)}
        page.goto("/kk/")
        page.context.add_cookies(
            [{"name": name, "value": value, "url": page.url} for name, value in found.items()]
        )
        return page

    return at


def ticket(story: stories.Story, side: str = "A") -> Ticket:
    receipt = story.receipts[side]
    return Ticket(number=receipt.number, secret=receipt.secret)


def deed(page: Page, told: dict[str, str]) -> None:
    """Fills and sends the form of a deed that stands on its own page."""
    fill(page, told)
    expect_good(page)
    go_on(page)
    page.wait_for_selector("main [role=status]")


def ended(case: Case) -> tuple[str, str]:
    case.refresh_from_db()
    return case.state, case.closing


def test_advice_is_enough(cast, desk, phone):
    story = stories.received(cast)
    page = desk(cast.aizhan)
    page.goto(f"/kk/case/{story.case}/")
    deed(page, {"to": "consultation"})
    deed(page, {"minutes": "40", "settles": "on"})
    expect_good(page)
    assert ended(story.case) == ("closed", "consulted")
    assert "40" in text_of(pdf_of(page, "main a[href$='/consultation.pdf']"))
    vera = phone()
    open_case(vera, ticket(story))
    expect_good(vera)
    assert vera.locator("form[action$='/withdraw/']").count() == 0


def test_the_law_forbids_and_the_letter_says_where_else_to_go(cast, desk, phone):
    story = stories.received(cast)
    page = desk(cast.aizhan)
    page.goto(f"/kk/case/{story.case}/")
    deed(page, {"to": "answer"})
    page.click("main a[href$='/do/refuse/']")
    assert "bar_other_laws" not in page.locator("[name=rule]").inner_html()  # unverified: may not refuse
    told = {
        "rule": "bar_third_persons",
        "text": "Дау басқа мұрагерлердің құқығын қозғайды.",
        "elsewhere": "Алмалы аудандық соты, Абай даңғылы, 10",
    }
    deed(page, told)
    assert ended(story.case) == ("closed", "inadmissible")
    vera = phone()
    open_case(vera, ticket(story))
    expect_good(vera)
    shown = vera.locator("main").inner_text()
    assert told["text"] in shown
    assert told["elsewhere"] in shown
    letter = text_of(pdf_of(vera, "main a[href$='/letter.pdf']"))
    assert "мұрагерлердің" in letter
    assert "401-IV" in letter


def test_the_other_side_declines(cast, phone):
    story = stories.inviting(cast)
    run_due()
    rustam = phone()
    rustam.goto(mailed(RUSTAM_MAIL, "/invitation/"))
    rustam.click("main details summary")
    rustam.click("form[action$='/decline/'] button")
    rustam.wait_for_url("**/decline/")
    expect_good(rustam)
    assert ended(story.case) == ("closed", "declined")
    rustam.click("header a[lang=ru]")
    rustam.wait_for_url("**/ru/invitation/**")
    expect_good(rustam)
    assert rustam.locator("main form").count() == 0
    vera = phone()
    open_case(vera, ticket(story))
    expect_good(vera)


def test_silence_counts_as_no_and_a_late_yes_reopens(cast, clock, phone):
    story = stories.inviting(cast)
    run_due()
    link = mailed(RUSTAM_MAIL, "/invitation/")
    clock.shift(timedelta(days=10))
    run_due()
    assert ended(story.case) == ("inviting", "")
    clock.shift(timedelta(days=1))
    run_due()
    assert ended(story.case) == ("closed", "no_response")
    rustam = phone()
    rustam.goto(link)
    expect_good(rustam)
    fill(rustam, {"notice": "on"})
    go_on(rustam)
    rustam.wait_for_selector(".secret")
    assert ended(story.case) == ("proposing", "")


def test_a_side_objects_and_another_mediator_is_found(cast, desk, phone):
    story = stories.accepted(cast)
    first = story.offer.mediator
    other = next(one for one in cast.mediators.values() if one != first)
    vera = phone()
    open_case(vera, ticket(story))
    do(vera, "object")
    expect_good(vera)
    assert ended(story.case) == ("proposing", "")
    page = desk(cast.aizhan)
    page.goto(f"/kk/case/{story.case}/do/propose/")
    listed = page.locator("main [name=mediator]")
    assert [one.get_attribute("value") for one in listed.all()] == [str(other.pk)]
    go_on(page)
    page.wait_for_selector("main [role=status]")
    expect_good(page)
    run_due()
    mediator = desk(other.user)
    mediator.goto(f"/kk/mediation/{story.case}/do/accept/")
    for box in mediator.locator("main [type=radio][value=no]").all():
        box.check()
    mediator.check("main [name=point_organisation][value=yes]")
    deed(mediator, {"competent": "on"})
    vera.goto("/kk/my-case/")
    expect_good(vera)
    assert vera.locator("main .points .badge[data-state=care]").count() == 1
    assert vera.locator("main details[open] .points").count() == 1


def test_it_proves_impossible(cast, desk, phone):
    story = stories.running(cast)
    page = desk(story.case.mediator.user)
    page.goto(f"/kk/mediation/{story.case}/do/end/")
    deed(page, {"ground": "impossible", "sure": "on"})
    expect_good(page)
    assert ended(story.case) == ("ended", "impossible")
    vera = phone()
    open_case(vera, ticket(story))
    expect_good(vera)
    for name in ("ending", "certificate"):
        assert str(story.case) in text_of(pdf_of(vera, f"main a[href$='/{name}.pdf']"))


def test_both_sign_that_they_will_not_go_on(cast, phone):
    story = stories.running(cast)
    for side in ("A", "B"):
        page = phone()
        open_case(page, ticket(story, side))
        do(page, "refuse", {"secret": ticket(story, side).secret})
        expect_good(page)
    assert ended(story.case) == ("ended", "refused")


def test_one_side_leaves(cast, phone):
    story = stories.running(cast)
    page = phone()
    open_case(page, ticket(story, "B"))
    do(page, "leave")
    assert ended(story.case) == ("ended", "left")


def test_all_three_want_a_longer_term_and_a_private_word_becomes_joint(cast, desk, phone):
    story = stories.running(cast)
    vera, rustam = phone(), phone()
    open_case(vera, ticket(story))
    do(vera, "note", {"room": "private", "text": "Алдымен тек медиаторға."})
    open_case(rustam, ticket(story, "B"))
    assert "Алдымен тек" not in rustam.content()
    do(vera, "share")
    assert vera.locator("form[action$='/share/']").count() == 0
    until = (story.case.due_on + timedelta(days=14)).isoformat()
    do(vera, "extend", {"until": until})
    expect_good(vera)
    rustam.goto("/kk/my-case/")
    assert "Алдымен тек" in rustam.content()
    expect_good(rustam)
    rustam.click("form:has([name=until][type=hidden]) button")
    rustam.wait_for_selector("main [role=status]")
    page = desk(story.case.mediator.user)
    page.goto(f"/kk/mediation/{story.case}/do/extend/")
    deed(page, {"until": until})
    story.refreshed()
    assert (story.case.due_on.isoformat(), story.case.extended) == (until, True)


def test_a_side_asks_for_another_mediator(cast, phone):
    story = stories.running(cast)
    page = phone()
    open_case(page, ticket(story))
    do(page, "replace", {"reason": "side_asked"})
    expect_good(page)
    assert ended(story.case) == ("proposing", "")


def test_the_term_runs_out(cast, clock, phone):
    story = stories.running(cast)
    clock.shift(timedelta(days=31))
    run_due()
    assert ended(story.case) == ("ended", "expired")
    page = phone()
    open_case(page, ticket(story))
    expect_good(page)
