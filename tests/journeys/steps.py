"""What a person does at a page of the mediation room: fills a form, sends it, signs in, opens her case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from kelisim.apps.mediation.actions import unlock as keys
from kelisim.kernel.accounts.models import User
from kelisim.web.mediation.cookies import KEYS
from tests.cast import PASSPHRASE, PASSWORD

APP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """What stands on a receipt."""

    number: str
    secret: str = field(repr=False)


def fill(page: Page, told: Mapping[str, str]) -> None:
    """Fills a form by the names of its fields: text, lists, buttons to choose from, boxes to tick."""
    for name, value in told.items():
        box = page.locator(f"main [name={name}]")
        kind = box.first.get_attribute("type") or box.first.evaluate("e => e.tagName.toLowerCase()")
        if kind in {"radio", "checkbox"}:
            for one in value.split():
                page.check(f"main [name={name}]" + ("" if one == "on" else f"[value='{one}']"))
        elif kind == "select":
            box.select_option(value)
        else:
            box.fill(value)


def go_on(page: Page) -> None:
    """Presses the first button of the form, the one that leads on."""
    page.locator("main form .actions button").first.click()


def ticket_on(page: Page) -> Ticket:
    """The number and the secret a receipt shows."""
    number, secret = page.locator(".secret").all_inner_texts()
    return Ticket(number=number, secret=secret)


def open_case(page: Page, ticket: Ticket, language: str = "kk") -> None:
    """Comes in with number and secret."""
    page.goto(f"/{language}/my-case/")
    fill(page, {"number": ticket.number, "secret": ticket.secret})
    go_on(page)
    page.wait_for_selector("main .steps")


def do(page: Page, deed: str, told: Mapping[str, str] | None = None) -> None:
    """A deed of a side on her page: opens the drawer it lies in, fills its form, sends it."""
    form = page.locator(f"form[action$='/my-case/do/{deed}/']").last
    drawer = page.locator("details:not([open])").filter(has=form)
    if drawer.count():
        drawer.locator("summary").click()
    for name, value in (told or {}).items():
        box = form.locator(f"[name={name}]")
        if box.first.get_attribute("type") == "radio":
            form.locator(f"[name={name}][value={value}]").check()
        else:
            box.fill(value)
    form.locator("button").click()
    page.wait_for_selector("main [role=status]")


def pdf_of(page: Page, selector: str) -> bytes:
    """The document behind a link."""
    answer = page.request.get(page.locator(selector).first.get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf", answer.url
    return answer.body()


def digits() -> str:
    """What the authenticator app shows now."""
    return format_hotp_value(hotp_value(APP_SECRET, int(timezone.now().timestamp()) // 30))


def sign_in(page: Page, user: User, language: str = "kk") -> None:
    """Password, then the app."""
    cache.clear()  # a code is good once; the clock of the test does not wait half a minute
    page.goto(f"/{language}/account/sign-in/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/second-factor/sign-in/**")
    page.fill("[name=code]", digits())
    page.click("main form:first-of-type button[type=submit]")
    page.wait_for_url("**/desk/**")


def come_in(page: Page, user: User, *, key: bool = False) -> Page:
    """She is signed in already, and has her key open if told so: for journeys about something else."""
    client = Client()  # of her own: a second login would end the first session
    client.force_login(user)
    found = {"sessionid": client.cookies["sessionid"].value}
    found |= {KEYS: keys.unlock(user, PASSPHRASE)} if key else {}
    page.goto("/robots.txt")
    place = urljoin(page.url, "/")
    page.context.add_cookies([{"name": name, "value": value, "url": place} for name, value in found.items()])
    return page


def unlock(page: Page) -> None:
    """Her passphrase opens her key; she is back where she was."""
    page.locator("main a[href*='/key/']").first.click()
    fill(page, {"passphrase": PASSPHRASE})
    go_on(page)


def mailed(address: str, part: str) -> str:
    """The path of the newest link with this part that was sent to an address."""
    for letter in reversed(mail.outbox):
        if letter.to == [address] and (found := re.search(rf"https?://[^/\s]+(/\S*{part}\S*)", letter.body)):
            return found[1]
    raise AssertionError(
        f"nothing with {part} was sent to {address}: {[(m.to, m.subject) for m in mail.outbox]}"
    )
