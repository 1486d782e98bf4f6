"""A coordinator's week in Kazakh: an office moves, a mediator dies; a side reads who did it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from kelisim.apps.mediation import tasks
from kelisim.apps.mediation.models import Case, OfficeMove
from tests import cast as stories
from tests.journeys.browser import DESK, PHONE, expect_good, take_picture
from tests.journeys.steps import APP_SECRET, Ticket, fill, go_on, open_case, sign_in, unlock
from tests.mediation.receiving_office import second_office

pytestmark = pytest.mark.browser


def look(page, name: str) -> None:
    expect_good(page)
    take_picture(page, f"coordinator-{name}")


def test_an_office_moves_and_a_mediator_dies(cast, page, open_page):
    talks = stories.running(cast)
    fresh = stories.submit(cast.application(essence="Екінші дау"), once="k" * 30).case
    new = second_office(cast)
    for user in (cast.saule, cast.pavel):
        TOTP.activate(user, APP_SECRET)

    wide = open_page(viewport=DESK, locale="kk-KZ")
    sign_in(wide, cast.saule)
    wide.goto("/kk/desk/region/")
    wide.click("main a[href$='/desk/region/moves/']")
    fill(wide, {"office": cast.office.code, "to": new.code, "named": "Біріктіру туралы № 14 өкім"})
    look(wide, "order-desk")
    go_on(wide)
    look(wide, "asked-desk")

    phone = open_page(viewport=PHONE, locale="kk-KZ")
    sign_in(phone, cast.pavel)
    phone.goto("/kk/desk/office/moves/")
    look(phone, "accept-phone")
    phone.click("main button[value=accept]")
    tasks.carry(OfficeMove.objects.get().pk)
    wide.reload()
    look(wide, "under-way-desk")

    clerk = open_page(viewport=PHONE, locale="kk-KZ")
    sign_in(clerk, cast.aizhan)
    clerk.goto("/kk/desk/office/moves/")
    unlock(clerk)
    look(clerk, "hand-over-phone")
    clerk.click("main button[value=hand]")
    clerk.wait_for_selector("main [role=status]")
    assert {one.office_id for one in Case.objects.filter(pk__in=[talks.case.pk, fresh.pk])} == {new.pk}

    wide.goto(f"/kk/mediators/{cast.mediators['daniyar'].pk}/")
    wide.click("main a[href*='/desk/region/mediators/']")
    fill(wide, {"reason": "died", "sure": "on"})
    look(wide, "dies-desk")
    go_on(wide)
    wide.wait_for_selector("main [role=status]")
    assert (talks.refreshed().state, talks.case.mediator) == ("proposing", None)
    assert "керек" in wide.locator("main").inner_text()
    look(wide, "freed-desk")
    Case.objects.filter(pk=fresh.pk).update(clock_at=timezone.now() - timedelta(days=3))
    wide.goto("/kk/desk/region/watch/")
    assert str(fresh) in wide.locator("main").inner_text()
    look(wide, "watch-desk")
    assert stories.VERA.name not in wide.content()

    ticket = Ticket(number=talks.receipts["A"].number, secret=talks.secret("A"))
    open_case(page, ticket)
    page.click("main a[href$='/my-case/record/']")
    told = page.locator("main").inner_text()
    assert "үйлестіруші немесе кеңес" in told
    assert cast.saule.name not in told
    look(page, "trail-phone")
    page.goto("/kk/who-sees-what/")
    assert "Неге кепілдік бере алмаймыз" in page.locator("main").inner_text()
    look(page, "grid-phone")
