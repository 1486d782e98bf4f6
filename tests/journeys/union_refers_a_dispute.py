"""A union refers two disputes, a clerk receives them, the union sees statuses only and compares a quarter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from kelisim.apps.mediation.actions.unlock import unlock
from kelisim.apps.mediation.models import Case, Reconciliation, Referral
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.queries.reconciling import past_quarters
from kelisim.web.mediation.cookies import KEYS
from tests import cast as stories
from tests.cast import PASSPHRASE
from tests.journeys.browser import DESK, PHONE, expect_good, take_picture
from tests.journeys.scan import scan_everything
from tests.journeys.steps import APP_SECRET, fill
from tests.mediation.referring import CANARY, ROW, as_csv, make_union

pytestmark = pytest.mark.browser
CLERK_TYPES = {"essence": "Жалақы үш ай төленбеді, төлеуін сұраймын."}


@pytest.fixture
def desk(open_page):
    """Call `desk(user)`: a browser in which she is signed in."""

    def opened(user, *, viewport=DESK, key: bool = False) -> Page:
        page = open_page(viewport=viewport, locale="kk-KZ")
        client = Client()  # of her own: a second login would end the first session
        client.force_login(user)
        found = {"sessionid": client.cookies["sessionid"].value}
        found |= {KEYS: unlock(user, PASSPHRASE)} if key else {}
        page.goto("/kk/")
        page.context.add_cookies(
            [{"name": name, "value": value, "url": page.url} for name, value in found.items()]
        )
        return page

    return opened


def look(page: Page, name: str) -> None:
    expect_good(page)
    take_picture(page, f"referrals-{name}")


def test_a_union_refers_and_learns_statuses_only(cast, desk, capfd):
    union = make_union(cast)
    TOTP.activate(cast.saule, APP_SECRET)
    officer = desk(union.officer)
    the_union_sends_a_file(officer, cast)
    clerk = desk(cast.aizhan, key=True)
    the_clerk_opens_one(clerk)
    the_clerk_links_another(clerk, stories.agreed(cast).case)
    the_union_sees_statuses(officer)
    the_quarter_is_compared(officer, desk(cast.saule))
    the_register_is_read(desk(union.officer, viewport=PHONE))
    named = [ROW[f"{who}_{what}"] for who in ("applicant", "other") for what in ("name", "phone")]
    scan_everything([*named, PASSPHRASE], capfd)


def the_union_sends_a_file(page: Page, cast) -> None:
    page.goto("/kk/desk/")
    look(page, "desk")
    page.click("main a[href$='/desk/referrals/file/']")
    row = {**ROW, "territory": cast.district.code}
    wrong = as_csv({**row, "memorandum": "none-such"})
    page.set_input_files("#id_file", {"name": "r.csv", "mimeType": "text/csv", "buffer": wrong})
    page.click("button[value=check]")
    assert "none-such" in page.inner_text("main table")
    look(page, "wrong")
    right = as_csv(row, {**row, "ref": "КО-18/2026"})
    page.set_input_files("#id_file", {"name": "r.csv", "mimeType": "text/csv", "buffer": right})
    page.click("button[value=check]")
    page.click("button[value=enter]")
    page.wait_for_url("**/desk/referrals/")
    assert Referral.objects.count() == 2


def the_clerk_opens_one(page: Page) -> None:
    page.goto("/kk/desk/office/referrals/")
    look(page, "office")
    page.click("text=КО-17/2026")
    assert CANARY in page.inner_text("main")
    look(page, "receive")
    fill(page, CLERK_TYPES)
    page.check("#id_notice")
    page.click("button[value=open]")
    page.wait_for_selector("main .secret")
    assert Referral.objects.get(ref="КО-17/2026").case == Case.objects.get()


def the_clerk_links_another(page: Page, case: Case) -> None:
    page.goto("/kk/desk/office/referrals/")
    page.click("text=КО-18/2026")
    fill(page, {"number": shown_number(case.number)})
    page.click("button[value=link]")
    page.wait_for_url("**/kk/case/**")


def the_union_sees_statuses(page: Page) -> None:
    page.goto("/kk/desk/referrals/")
    told = page.inner_text("main table")
    assert "қабылданды" in told
    assert "басталды" in told
    whole = page.content()
    assert CANARY not in whole
    assert all(shown_number(one.number) not in whole for one in Case.objects.all())
    look(page, "statuses")


def the_quarter_is_compared(officer: Page, saule: Page) -> None:
    # The quarter is over: the referrals came in the one before.
    Referral.objects.update(received_at=timezone.now() - timedelta(days=80))
    quarter = past_quarters(timezone.localdate())[0]
    officer.goto("/kk/desk/referrals/")
    officer.click("main a[href$='/desk/quarters/']")
    officer.select_option("#id_quarter", str(quarter))
    rows = "ref;status\nКО-17/2026;accepted\nКО-18/2026;received\nКО-99/2026;received\n".encode()
    officer.set_input_files("#id_file", {"name": "q.csv", "mimeType": "text/csv", "buffer": rows})
    officer.click("main form button[type=submit]")
    officer.wait_for_selector("button[value=theirs]")
    look(officer, "comparison")
    officer.click("button[value=theirs]")
    saule.goto("/kk/desk/referrals/ledger/")
    look(saule, "ledger")
    saule.click("main a[href$='/desk/quarters/']")
    look(saule, "quarters")
    saule.click("main tbody a")
    saule.click("button[value=ours]")
    saule.wait_for_selector("main .notice[data-kind=good] >> nth=1")
    assert Reconciliation.objects.get().is_closed


def the_register_is_read(page: Page) -> None:
    page.goto("/kk/")
    page.click("footer a[href$='/memoranda/']")
    look(page, "memoranda")
    page.click("main tbody a >> nth=0")
    look(page, "memorandum")
    page.goto("/kk/desk/quarters/")
    look(page, "quarters-phone")
    page.click("main tbody a")
    look(page, "comparison-phone")
