"""Vera looks for a mediator on her phone; Daniyar keeps his entry; a coordinator suspends him; in Kazakh."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from kelisim.apps.registry.models import Organisation
from tests.journeys.browser import DESK, PHONE, expect_good, take_picture
from tests.journeys.steps import APP_SECRET, sign_in

pytestmark = pytest.mark.browser


def look(page, name: str) -> None:
    expect_good(page)
    take_picture(page, f"register-{name}")


def test_register_is_searched_kept_and_told_truly(cast, page, open_page):
    Organisation.objects.filter(pk=cast.office.pk).update(address_kk="Абай даңғылы, 10")
    TOTP.activate(cast.saule, APP_SECRET)
    page.goto("/kk/find-an-office/")
    page.click("main a[href$='/mediators/']")
    assert page.locator("[data-rows=mediators] tbody tr").count() == 2
    look(page, "list-phone")
    page.select_option("[name=topic]", "neighbours")
    page.click("main form button")
    assert "topic=neighbours" in page.url
    assert page.locator("[data-rows=mediators] tbody tr").count() == 1
    page.click("[data-rows=mediators] tbody a")
    hers = page.url
    assert "Абай даңғылы, 10" in page.locator("main").inner_text()
    look(page, "one-phone")

    desk = open_page(viewport=PHONE, locale="kk-KZ")
    sign_in(desk, cast.daniyar)
    desk.goto("/kk/desk/mediator/")
    desk.click("a[href$='/desk/mediator/entry/']")
    desk.fill("[name=phone]", "+77015550000")
    desk.check("[name=true]")
    look(desk, "own-phone")
    desk.click("main .form button")
    assert "расталды" in desk.locator("body").inner_text()

    wide = open_page(viewport=DESK, locale="kk-KZ")
    sign_in(wide, cast.saule)
    wide.goto("/kk/mediators/")
    look(wide, "list-desk")
    wide.goto(hers)
    wide.click("a[href$='/suspend/']")
    wide.fill("[name=until]", (timezone.localdate() + timedelta(days=400)).isoformat())
    wide.select_option("[name=reason]", "own_request")
    wide.click("main .form button")
    look(wide, "suspend-refused")
    wide.fill("[name=until]", (timezone.localdate() + timedelta(days=60)).isoformat())
    wide.click("main .form button")
    look(wide, "suspended")

    page.goto(hers)
    told = page.locator("main").inner_text()
    assert "Қызметі тоқтатылған" in told
    assert "+7 701 555" in told or "+77015550000" in told
    look(page, "suspended-phone")
