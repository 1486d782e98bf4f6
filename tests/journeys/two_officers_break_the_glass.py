"""Vera loses her secret: the office checks who she is, two officers return her key; one of the three leaves.

In Kazakh; Vera on her phone, the staff at their desks. No officer's screen ever shows a name or a word.
"""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone
from playwright.sync_api import Page

from kelisim.apps.mediation.actions.enrol import enrol
from kelisim.apps.mediation.actions.share_note import share_note
from kelisim.apps.mediation.actions.write_note import Note, write_note
from kelisim.apps.mediation.models import Item
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.queue.worker import run_due
from tests.cast import ESSENCE, PASSPHRASE, RUSTAM, SHORT_TEXT, VERA, Cast, Story, running
from tests.journeys.browser import DESK, expect_good, take_picture
from tests.journeys.steps import (
    APP_SECRET,
    Ticket,
    fill,
    go_on,
    mailed,
    open_case,
    sign_in,
    ticket_on,
    unlock,
)

pytestmark = pytest.mark.browser
PLACE = "/kk/desk/council/keys/"
STATEMENT = "Вера жеке куәлігімен келді, кабинет оны тексерді."


@pytest.fixture
def told(cast: Cast) -> Story:
    """Talks, in which Vera has let everybody read a note of hers."""
    for user in (cast.marat, cast.gulnar, cast.viktor, cast.pavel):
        TOTP.activate(user, APP_SECRET)
    story = running(cast)
    vera, keys = story.party("A"), story.keys("A")
    note = Note(room="private", text="Маған жаздан бұрын бітсе жақсы болар еді.")
    write_note(story.case, note=note, once="p" * 24, by=vera, keys=keys)
    share_note(Item.objects.get(compartment="private:A"), by=vera, keys=keys)
    return story


def look(page: Page, name: str) -> None:
    expect_good(page)
    take_picture(page, f"glass-{name}")


def reads_nothing(page: Page) -> None:
    """An officer's screen holds no name of a side and no word of the case."""
    shown = page.locator("main").inner_text()
    for word in (ESSENCE, SHORT_TEXT, VERA.name, RUSTAM.name, VERA.phone, "жаздан бұрын"):
        assert word not in shown, page.url


def at_the_council(open_page, user) -> Page:
    """An officer opens the council's page and her key."""
    page = open_page(viewport=DESK, locale="kk-KZ")
    sign_in(page, user)
    page.goto("/kk/desk/")
    page.click("main a[href$='/desk/council/keys/']")
    unlock(page)
    assert page.url.endswith(PLACE)
    return page


def test_a_key_comes_back_and_the_three_are_renewed(cast, told, page, open_page):
    fresh = _office_prints_a_new_secret(cast, told, open_page)
    open_case(page, fresh)
    assert ESSENCE not in page.locator("main").inner_text()

    first = at_the_council(open_page, cast.marat)
    fill(first, {"number": "0000-0000-2"})
    first.click("button[value=find]")
    look(first, "wrong-number")
    fill(first, {"number": str(told.case)})
    first.click("button[value=find]")
    look(first, "first-turn")
    fill(first, {"reason": "secret_lost", "to": "A", "statement": STATEMENT})
    go_on(first)
    reads_nothing(first)
    look(first, "opened")

    run_due(timezone.now())
    assert mailed(VERA.email, "my-case") == mailed(RUSTAM.email, "my-case") == "/kk/my-case/"
    page.reload()
    assert "екінші уәкілді күтеді" in page.locator("main").inner_text()

    second = at_the_council(open_page, cast.gulnar)
    look(second, "waiting")
    second.click("main .table a")
    assert STATEMENT in second.locator("main").inner_text()
    reads_nothing(second)
    look(second, "second-turn")
    fill(second, {"checked": "on"})
    go_on(second)
    assert "қайтарылды" in second.locator("body").inner_text()

    page.reload()
    mine = page.locator("main").inner_text()
    assert ESSENCE in page.content()
    assert "кілт қайтарылды" in mine
    _vera_takes_a_consent_back(page)
    _viktor_leaves(cast, first, second, open_page)


def _office_prints_a_new_secret(cast, told, open_page) -> Ticket:
    clerk = open_page(viewport=DESK, locale="kk-KZ")
    sign_in(clerk, cast.aizhan)
    clerk.goto(f"/kk/case/{told.case}/secret/?side=A")
    for box in clerk.locator("main form input[type=checkbox]").all():
        box.check()
    go_on(clerk)
    clerk.wait_for_selector("main .secret")
    return ticket_on(clerk)


def _vera_takes_a_consent_back(page: Page) -> None:
    page.click("details:has(.consent) > summary")
    take_picture(page, "glass-consents-phone")
    page.locator("form:has([name=consent]) button").last.click()
    page.wait_for_selector("details:has(.consent)")
    page.click("details:has(.consent) > summary")
    assert "қайтарып алынды" in page.locator("main").inner_text()
    look(page, "my-case-phone")


def _viktor_leaves(cast, first: Page, second: Page, open_page) -> None:
    RoleHolding.objects.filter(user=cast.viktor).update(until=timezone.localdate())
    RoleHolding.objects.create(
        user=cast.pavel, role=Role.COUNCIL, territory=cast.region, since=timezone.localdate()
    )
    enrol(cast.pavel, PASSPHRASE, by=None)
    first.goto(PLACE)
    look(first, "one-left")
    first.check(f"[name=comes][value='{cast.pavel.pk}']")
    first.click("button[value=renew]")
    look(first, "carrying")
    first.click("button[value=carry]")
    second.goto(PLACE)
    second.click("button[value=carry]")
    assert second.locator("progress").count() == 0
    reads_nothing(second)
    look(second, "renewed")
