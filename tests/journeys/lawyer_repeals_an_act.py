"""The lawyer of the secretariat repeals an act in the browser, in Kazakh, on a phone and without scripts."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from kelisim.apps.institution.models import Act, Effect
from kelisim.kernel.access.grant import grant
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from tests.journeys.browser import expect_accessible, expect_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def enter(page, address: str) -> None:
    """Zarina is signed in already; how she does that is another journey."""
    user = User.objects.create_user("zarina@kelisim.example", name="Зарина")
    grant(user, role=Role.SECRETARIAT, by=None)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": address}]
    )


def fill_act(page) -> None:
    for name, text in (
        ("act", "decree-901"),
        ("number", "901"),
        ("date", "2026-08-01"),
        ("name_kk", "№ 149 Жарлықтың күшін жою туралы"),
        ("source", "Егемен Қазақстан, 01.08.2026"),
    ):
        page.fill(f"[name={name}]", text)
    page.select_option("[name=kind]", "decree")
    page.select_option("[name=confidence]", "high")
    page.select_option("[name=verified]", "yes")


def fill_effect(page, number: int, verb: str, **cells: str) -> None:
    for name, text in cells.items():
        field = page.locator(f"[name=row-{number}-{name}]")
        field.select_option(text) if name == "about" else field.fill(text)
    page.select_option(f"[name=row-{number}-verb]", verb)


def press(page, go: str) -> None:
    page.click(f"main button[name=go][value={go}]")
    page.wait_for_load_state()


def repeal(page) -> None:
    """Errs in the day, reads why, sees what changes, publishes."""
    page.goto("/kk/desk/")
    page.click("main ul.cards a:text-is('Актілер және олар өзгерткен нәрселер')")
    page.wait_for_url("**/kk/desk/ledger/")
    page.click("main a.button[href$='/record/']")
    fill_act(page)
    fill_effect(page, 1, "repeal", about="act", subject="law-401", date="2026-02-30")
    press(page, "preview")
    assert "мұндай күн жоқ" in page.locator("#id_row-1-date_error").inner_text()
    assert not Act.objects.filter(code="decree-901").exists()
    page.fill("[name=row-1-date]", "2026-08-01")
    press(page, "add")
    fill_effect(page, 2, "abolish", about="organisation", subject="council-of-mothers", date="2026-08-01")
    press(page, "preview")
    seen = page.locator("section.panel").inner_text()
    assert "Не өзгереді" in seen
    assert "Аналар кеңесі" in seen
    assert not Act.objects.filter(code="decree-901").exists()


def test_she_repeals_an_act_on_a_phone(page, country, live_server):
    enter(page, live_server.url)
    repeal(page)
    expect_accessible(page)
    expect_fits(page)
    press(page, "publish")
    page.wait_for_url("**/kk/structure/acts/decree-901/")
    assert Effect.objects.filter(act__code="decree-901").count() == 2
    page.goto("/kk/structure/?on=2026-08-01")
    assert "Аналар кеңесі" not in page.locator("ul[data-rows='bodies']").inner_text()
    page.goto("/kk/structure/?on=2026-07-31")
    assert "Аналар кеңесі" in page.locator("ul[data-rows='bodies']").inner_text()
    row = Effect.objects.get(organisation__code="council-of-mothers", verb="abolish")
    for address in ("", f"rows/{row.code}/", "undecided/law-70/"):
        page.goto(f"/kk/desk/ledger/{address}")
        expect_accessible(page)
        expect_fits(page)


def test_without_scripts_it_works_too(plain, country, live_server):
    enter(plain, live_server.url)
    repeal(plain)
    press(plain, "publish")
    assert Effect.objects.filter(act__code="decree-901").count() == 2
