"""Signing in Kazakh: with her own key on the page, with a certificate in the PDF, by hand on paper."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from kelisim.apps.mediation.actions.draft_agreement import draft_agreement
from kelisim.apps.mediation.actions.draft_settlement import draft_settlement
from kelisim.apps.mediation.models.sealed import ItemKind, Way
from kelisim.apps.mediation.queries import documents, evidence, signatures
from kelisim.kernel.documents.check import check
from kelisim.kernel.documents.trust import roots
from tests import cast as stories
from tests.cast import PASSPHRASE, SETTLEMENT
from tests.journeys.browser import DESK, PHONE, expect_good
from tests.journeys.scan import scan_everything
from tests.journeys.scene import text_of
from tests.journeys.steps import Ticket, fill, go_on, open_case, pdf_of, sign_in, unlock
from tests.mediation.signing_ways import SCAN, known_root
from tests.signing import issued, signed_outside

pytestmark = pytest.mark.browser


@pytest.fixture
def root(tmp_path, settings, clock):
    """This installation knows one issuer of certificates."""
    settings.VAR = tmp_path
    return known_root(tmp_path)


@pytest.fixture
def phone(open_page):
    """A side's phone with her case open on it."""

    def at(story: stories.Story, side: str) -> Page:
        page = open_page(viewport=PHONE, locale="kk-KZ", has_touch=True)
        receipt = story.receipts[side]
        open_case(page, Ticket(number=receipt.number, secret=receipt.secret))
        return page

    return at


def ways(story: stories.Story, kind: ItemKind) -> dict[str, Way]:
    item = signatures.draft(story.refreshed(), kind)
    return {who: one.way for who, one in signatures.signatures(story.case, item).items()}


def send(page: Page, form: str, accepted: str = "main [role=status]") -> None:
    """Presses the button of a form and waits for the answer."""
    page.locator(f"{form} button").click()
    page.wait_for_selector(accepted)


def choose(page: Page, name: str, file: bytes, media: str = "application/pdf") -> None:
    page.set_input_files(f"main [name={name}]", {"name": "құжат", "mimeType": media, "buffer": file})


def test_own_key_certificate_and_mediator_settle(cast, root, phone, open_page, capfd):
    story = stories.running(cast)
    user = story.refreshed().mediator.user
    draft_settlement(story.case, terms=SETTLEMENT, by=user, keys=cast.keys(user))
    vera = phone(story, "A")
    assert vera.is_checked("#deed_sign [name=into_pdf]")
    vera.fill("#deed_sign [name=secret]", story.secret("A"))
    send(vera, "#deed_sign")
    expect_good(vera)
    signs_with_a_certificate(phone(story, "B"), story, root)
    page = open_page(viewport=DESK, locale="kk-KZ")
    comes_in(page, story)
    page.click("main a[href$='/do/sign-settlement/']")
    expect_good(page)
    fill(page, {"secret": PASSPHRASE})
    go_on(page)
    page.wait_for_selector("main [role=status]")
    expect_good(page)
    assert "РҮСТЕМ" in page.locator("#signatures ~ .signing").first.inner_text()
    assert page.locator("#signatures ~ .signing a[href*='/signature/']").count() == 3
    assert story.refreshed().state == "settled"
    assert ways(story, ItemKind.SETTLEMENT) == {"A": Way.KEY, "B": Way.PDF, "M": Way.KEY}
    vera.reload()
    file, now = pdf_of(vera, "main a[href$='/settlement/to-sign.pdf']"), timezone.now()
    assert "Шарбақты" in text_of(file)
    blank = evidence.blank_file(story.case, ItemKind.SETTLEMENT, story.keys("A"))
    with ThreadPoolExecutor(1) as aside:  # a loop already runs in this thread
        known = roots(timezone.localdate(now))
        found = aside.submit(check, file, base=blank, roots=known, at=now).result()
    assert [one.house for one in found] == [True, False, True]
    secrets = [PASSPHRASE, story.secret("A"), story.secret("B")]
    scan_everything(["сөйлесейік", "40 000 теңге", stories.VERA.phone, *secrets], capfd)


def comes_in(page: Page, story: stories.Story) -> None:
    """The mediator opens her case and her key."""
    sign_in(page, story.case.mediator.user)
    page.goto(f"/kk/mediation/{story.case}/")
    unlock(page)
    page.wait_for_url("**/mediation/**")
    expect_good(page)


def signs_with_a_certificate(page: Page, story: stories.Story, root) -> None:
    """Downloads, signs elsewhere; a certificate nobody knows is refused, hers counts."""
    drawer = page.locator("details").filter(has=page.locator("#deed_upload"))
    drawer.locator("summary").click()
    expect_good(page)
    file = pdf_of(page, "main a[href$='/settlement/to-sign.pdf']")
    now = timezone.now()
    stranger = issued("РҮСТЕМ", now, by=issued("Бөтен", now))
    for who, counts in ((stranger, False), (root.person, True)):
        choose(page, "file", signed_outside(file, who))
        page.fill("#deed_upload [name=secret]", story.secret("B"))
        send(page, "#deed_upload", "main [role=status]" if counts else "main .errors:focus")
        expect_good(page)
        words = page.locator("main").inner_text()
        assert ("Қабылданбады: сертификатты берген" in words) is not counts
    assert "РҮСТЕМ" in page.locator("ul.signed").first.inner_text()
    assert page.locator("#deed_upload").count() == 0


def test_a_paper_is_scanned_and_taken_in(cast, root, phone, open_page):
    story = stories.confirmed(cast)
    user = story.refreshed().mediator.user
    terms = documents.proposed_terms(story.case)
    draft_agreement(story.case, terms=terms, by=user, keys=cast.keys(user))
    page = open_page(viewport=DESK, locale="kk-KZ")
    comes_in(page, story)
    assert "Медиация" in text_of(pdf_of(page, "main a[href$='/agreement/to-sign.pdf']"))
    page.click("main a[href$='/do/take-in-agreement/']")
    expect_good(page)
    told = {"side": "B", "way": "mail", "received_on": timezone.localdate().isoformat()}
    fill(page, {**told, "secret": PASSPHRASE})
    choose(page, "file", b"GIF89a", "image/gif")
    go_on(page)
    page.wait_for_selector("main .errors:focus")
    expect_good(page)
    assert page.is_checked("[name=side][value=B]")
    fill(page, {"way": "paper", "secret": PASSPHRASE})
    choose(page, "file", SCAN, "image/png")
    go_on(page)
    page.wait_for_selector("main [role=status]")
    expect_good(page)
    assert ways(story, ItemKind.AGREEMENT) == {"B": Way.PAPER}
    rustam = phone(story, "B")
    expect_good(rustam)
    kept = rustam.request.get(rustam.locator("ul.signed a").first.get_attribute("href"))
    assert (kept.body(), kept.headers["content-type"]) == (SCAN, "image/png")
