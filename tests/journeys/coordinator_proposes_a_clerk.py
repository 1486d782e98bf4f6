"""A coordinator proposes a clerk on her telephone; the administrator opens the account and grants."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP

from kelisim.kernel.access.door import has
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from tests.journeys.browser import DESK, expect_good, take_picture
from tests.journeys.steps import APP_SECRET, fill, go_on, sign_in

pytestmark = pytest.mark.browser


def look(page, name: str) -> None:
    expect_good(page)
    take_picture(page, f"roles-{name}")


def test_a_clerk_is_proposed_and_granted(cast, page, open_page):
    for user in (cast.saule, cast.timur):
        TOTP.activate(user, APP_SECRET)
    sign_in(page, cast.saule)
    page.click("main a[href$='/desk/roles/']")
    page.click("main a[href$='/desk/roles/propose/']")
    told = {"name": "Нұрлан", "email": "nurlan@kelisim.example", "role": "clerk", "reason": "Орны бос."}
    fill(page, {**told, "place": f"area:{cast.region.code}"})
    go_on(page)
    look(page, "no-office-phone")
    fill(page, {"place": f"office:{cast.office.code}"})
    go_on(page)
    page.wait_for_selector("main dl.facts")
    look(page, "proposed-phone")

    wide = open_page(viewport=DESK, locale="kk-KZ")
    sign_in(wide, cast.timur)
    wide.click("main a[href$='/desk/roles/']")
    look(wide, "list-desk")
    wide.click("main th a")
    wide.click("main button[value=refuse]")
    look(wide, "no-words-desk")
    wide.click("main button[value=open]")
    wide.click("main button[value=grant]")
    wide.wait_for_selector(".badge[data-state=good]")
    assert has(User.objects.get(email=told["email"]), Role.CLERK, body=cast.office.code)

    page.reload()
    page.wait_for_selector(".badge[data-state=good]")
