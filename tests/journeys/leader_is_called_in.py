"""A leader of an association is called in: both sides agree, he signs, reads what is shown; in Kazakh."""

from __future__ import annotations

import pytest
from django.core import mail
from playwright.sync_api import Page

from kelisim.apps.mediation.models import Participant
from kelisim.kernel.queue.worker import run_due
from tests import cast as stories
from tests.cast import PASSPHRASE
from tests.journeys.browser import DESK, PHONE, expect_good
from tests.journeys.scan import scan_everything
from tests.journeys.steps import Ticket, do, fill, go_on, mailed, open_case, sign_in, ticket_on, unlock
from tests.mediation.called import BOLAT, roster

pytestmark = pytest.mark.browser
SHOWN, KEPT = (
    "Ақсақал, қоныстойған жайлауының ескі шекарасын білесіз бе?",
    "Бағасы туралы ертеңсіз айтпаймыз.",
)


def test_a_leader_is_called_in_signs_reads_and_leaves(cast, open_page, capfd):
    story = stories.running(cast)
    leader = roster()
    run_due()
    desk = open_page(viewport=DESK, locale="kk-KZ")
    sign_in(desk, cast.daniyar)
    desk.goto(f"/kk/mediation/{story.case}/")
    unlock(desk)
    notes_are_written(desk)
    he_asks(desk, str(leader.pk))
    phones = both_agree(story, open_page)
    bolat = open_page(viewport=PHONE, locale="kk-KZ")
    ticket = bolat_comes_in(bolat)
    bolat_signs(bolat, ticket)
    he_is_shown_one_note(desk, bolat)
    for side in phones:
        side.goto("/kk/my-case/")
        assert f"Кімге көрсетілді: {BOLAT.name}" in side.locator("main").inner_text()
    expect_good(phones[0])
    bolat_leaves(bolat, desk)
    secrets = [ticket.secret, *(story.secret(side) for side in "AB")]
    words = [*SHOWN.split()[1:3], KEPT.split()[2], PASSPHRASE]
    assert len(mail.outbox) > 10
    scan_everything([*words, *secrets, *(one.replace("-", "") for one in secrets)], capfd)


def notes_are_written(desk: Page) -> None:
    """Two joint notes; one is for Bolat, the other is not."""
    for text in (SHOWN, KEPT):
        desk.click("main a[href$='/do/note/?room=joint']")
        fill(desk, {"text": text})
        go_on(desk)
        desk.wait_for_selector("main [role=status]")


def he_asks(desk: Page, leader: str) -> None:
    """A leader without an entry is refused beside the form; then the roster's is chosen."""
    desk.click("main a[href$='/do/call-in/']")
    fill(desk, {"role": "leader"})
    go_on(desk)
    desk.wait_for_selector("main .errors:focus")
    expect_good(desk)
    fill(desk, {"role": "leader", "leader": leader})
    go_on(desk)
    desk.wait_for_selector("main [role=status]")
    assert BOLAT.name in desk.locator("main").inner_text()


def both_agree(story: stories.Story, open_page) -> list[Page]:
    """Each on her phone; nobody is called before the second consent."""
    phones = []
    for side in "AB":
        page = open_page(viewport=PHONE, locale="kk-KZ")
        receipt = story.receipts[side]
        open_case(page, Ticket(number=receipt.number, secret=receipt.secret))
        assert "Үнсіздік — келісім емес." in page.locator("main").inner_text()
        expect_good(page)
        assert Participant.objects.get().status == "asked"
        do(page, "agree-call")
        phones.append(page)
    run_due()
    return phones


def bolat_comes_in(bolat: Page) -> Ticket:
    """By the link in his mailbox; who the sides are stands nowhere."""
    bolat.goto(mailed(BOLAT.email, "/called/"))
    shown = bolat.locator("main").inner_text()
    assert not [name for name in (stories.VERA.name, stories.RUSTAM.name) if name in shown]
    expect_good(bolat)
    fill(bolat, {"notice": "on"})
    go_on(bolat)
    bolat.wait_for_selector(".secret")
    expect_good(bolat)
    ticket = ticket_on(bolat)
    bolat.click("header button[name=switch][value=ru]")
    bolat.wait_for_selector("html[lang=ru] .secret")
    assert ticket_on(bolat) == ticket
    return ticket


def bolat_signs(bolat: Page, ticket: Ticket) -> None:
    """Through the door of the sides; a slip of the finger signs nothing."""
    bolat.goto("/kk/my-case/")
    fill(bolat, {"number": ticket.number, "secret": ticket.secret})
    go_on(bolat)
    bolat.wait_for_url("**/my-part/")
    expect_good(bolat)
    fill(bolat, {"secret": "AAAA-BBBB-CCCC-DDDD-EEEE"})
    go_on(bolat)
    bolat.wait_for_selector("main .errors:focus")
    expect_good(bolat)
    fill(bolat, {"secret": ticket.secret})
    go_on(bolat)
    bolat.wait_for_selector("main [role=status]")
    assert Participant.objects.get().status == "signed"


def he_is_shown_one_note(desk: Page, bolat: Page) -> None:
    """Exactly one of the two."""
    desk.reload()
    desk.click("main a[href*='/do/show-note/']")
    desk.locator("main label", has_text=SHOWN).locator("input").check()
    expect_good(desk)
    go_on(desk)
    desk.wait_for_selector("main [role=status]")
    run_due()
    bolat.reload()
    shown = bolat.locator("main").inner_text()
    assert (SHOWN in shown, KEPT in shown) == (True, False)
    expect_good(bolat)


def bolat_leaves(bolat: Page, desk: Page) -> None:
    """His part ends; nothing can be opened, by him or under his name."""
    bolat.locator("main summary", has_text="Бұдан былай қатыспаймын").click()
    bolat.click("form[action$='/my-part/do/leave/'] button")
    bolat.wait_for_selector("main [role=status]")
    assert SHOWN not in bolat.content()
    expect_good(bolat)
    desk.reload()
    assert "өзі шығып кетті" in desk.locator("main").inner_text()
    assert desk.locator("main a[href*='/do/show-note/']").count() == 0
    expect_good(desk)
