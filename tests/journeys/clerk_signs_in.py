"""A clerk signs in, sets up an authenticator app and a passkey, and comes back with either."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.utils import timezone

from kelisim.kernel.access.grant import grant
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later
from kelisim.kernel.queue.worker import run_due
from tests.journeys.browser import expect_accessible, expect_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a sentence only she knows"


def person(name: str, role: Role) -> User:
    cache.clear()
    user = User.objects.create_user(f"{name}@kelisim.example", PASSWORD, name=name.title())
    grant(user, role=role, by=None)
    return user


def sign_in(page, name: str, language: str = "kk") -> None:
    page.goto(f"/{language}/account/sign-in/")
    page.fill("[name=login]", f"{name}@kelisim.example")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")


def digits(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30))


def look(page) -> None:
    expect_accessible(page)
    expect_fits(page)


def sign_out(page) -> None:
    page.goto("/kk/account/sign-out/")
    look(page)
    page.click("main button[type=submit]")


def set_up_app(page, examine=look) -> str:
    page.click("a[href$='/app/activate/']")
    examine(page)
    secret = page.locator("main code").inner_text()
    page.fill("[name=code]", digits(secret))
    page.click("main button[type=submit]")
    page.wait_for_selector("ul.codes")
    examine(page)
    return secret


def test_the_app_is_set_up_before_anything_else_and_asked_for_at_the_next_sign_in(page):
    person("aizhan", Role.CLERK)
    page.goto("/kk/account/sign-in/")
    look(page)
    sign_in(page, "aizhan")
    page.wait_for_url("**/second-factor/")
    look(page)
    secret = set_up_app(page)
    page.goto("/kk/desk/all/")
    look(page)
    sign_out(page)
    cache.clear()  # a code is good once; the clock of the test does not wait half a minute
    sign_in(page, "aizhan")
    page.wait_for_url("**/second-factor/sign-in/**")
    look(page)
    page.fill("[name=code]", digits(secret))
    page.click("main form:first-of-type button[type=submit]")
    page.wait_for_url("**/desk/**")


def test_without_scripts_the_app_works_too(plain):
    person("aizhan", Role.CLERK)
    sign_in(plain, "aizhan")
    set_up_app(plain, examine=lambda page: None)  # the examiner is itself a script
    plain.goto("/kk/desk/all/")
    assert plain.locator("h1").inner_text() == "Жұмыс үстелім"


def test_a_passkey_is_added_and_opens_the_account(desktop):
    person("daniyar", Role.MEDIATOR)
    device = desktop.context.new_cdp_session(desktop)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    sign_in(desktop, "daniyar")
    desktop.click("a[href$='/keys/add/']")
    look(desktop)
    desktop.click("#mfa_webauthn_add")
    desktop.wait_for_selector("ul.codes")
    desktop.goto("/kk/account/second-factor/keys/")
    look(desktop)
    sign_out(desktop)
    sign_in(desktop, "daniyar")
    desktop.click("#mfa_webauthn_authenticate")
    desktop.wait_for_url("**/desk/**")


def test_the_auditor_reads_status_and_trail_on_a_phone(page):
    person("oksana", Role.AUDITOR)
    sign_in(page, "oksana")
    set_up_app(page)
    later("mediation.never_written", 1)
    run_due()
    for language in ("kk", "ru", "en"):
        for address in ("status", "audit"):
            page.goto(f"/{language}/{address}/")
            look(page)


def test_the_administrator_finds_the_registers_without_a_complaint_from_the_browser(desktop):
    person("timur", Role.ADMIN)
    sign_in(desktop, "timur")
    set_up_app(desktop)
    for language, heading in (("kk", "Тізілімдер"), ("ru", "Реестры"), ("en", "Registers")):
        desktop.goto(f"/{language}/admin/")
        assert desktop.locator("h1").first.inner_text() == heading
        desktop.goto(f"/{language}/admin/access/roleholding/add/")
        desktop.goto(f"/{language}/admin/accounts/user/")
