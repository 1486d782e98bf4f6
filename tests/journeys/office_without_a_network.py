"""A laptop takes applications where there is no network; the office imports them and sees a gap."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from kelisim.apps.mediation.actions.unlock import unlock
from kelisim.apps.mediation.models import Case, Device, Package, SealedForm
from kelisim.web.mediation.cookies import KEYS
from tests.cast import PASSPHRASE
from tests.journeys.browser import DESK, PHONE, expect_good
from tests.journeys.steps import Ticket, fill, go_on, open_case, ticket_on
from tests.mediation.test_import import GOOD

pytestmark = pytest.mark.browser


@pytest.fixture
def at_the_laptop(settings, open_page):
    """Call `at_the_laptop(True)` to stand in the village, `(False)` in the office again.

    Both live in one test database: what one may not have is put aside while the other works.
    """
    kept: dict[str, list[object]] = {"forms": [], "packages": [], "devices": []}

    def there(village: bool) -> None:
        for name, model in (("forms", SealedForm), ("packages", Package), ("devices", Device)):
            here = list(model.objects.all())
            model.objects.all().delete()
            kept[name], rows = here, kept[name]
            kept[f"{name} now"] = rows
        for name, model in (("devices", Device), ("packages", Package), ("forms", SealedForm)):
            model.objects.bulk_create(kept[f"{name} now"])
        settings.INTAKE = village

    return there


@pytest.fixture
def office(open_page, client, cast) -> Page:
    page = open_page(viewport=DESK, locale="kk-KZ")
    client.force_login(cast.aizhan)
    found = {"sessionid": client.cookies["sessionid"].value, KEYS: unlock(cast.aizhan, PASSPHRASE)}
    page.goto("/kk/")
    page.context.add_cookies(
        [{"name": name, "value": value, "url": page.url} for name, value in found.items()]
    )
    return page


def test_from_the_village_to_the_desk(cast, office, open_page, at_the_laptop, settings, tmp_path):
    settings.VAR = tmp_path
    laptop = open_page(viewport=DESK, locale="kk-KZ")
    key = the_laptop_shows_its_key(laptop, at_the_laptop)
    enrolment = the_office_enrols_it(office, key)
    packages, tickets = applications_are_taken(laptop, at_the_laptop, enrolment)
    the_office_imports(office, packages)
    phone = open_page(viewport=PHONE, locale="kk-KZ")
    open_case(phone, tickets[0])
    expect_good(phone)
    the_trust_ends(office, packages[0])


def the_laptop_shows_its_key(page: Page, at_the_laptop) -> str:
    at_the_laptop(True)
    page.goto("/kk/")
    page.wait_for_url("**/intake/enrol/")
    expect_good(page)
    key = page.locator("main .secret").inner_text()
    at_the_laptop(False)
    return key


def the_office_enrols_it(page: Page, key: str) -> bytes:
    page.goto("/kk/desk/office/")
    page.click("main a[href$='/laptops/']")
    fill(page, {"name": "Нұра ауылы", "key": key})
    page.click("button[value=enrol]")
    page.wait_for_selector("main [role=status]")
    expect_good(page)
    with page.expect_download() as found:
        page.click("main a[href$='.json'][href*='laptops/']")
    return found.value.path().read_bytes()


def applications_are_taken(page: Page, at_the_laptop, enrolment: bytes) -> tuple[list[bytes], list[Ticket]]:
    """Three applications, a package after each."""
    at_the_laptop(True)
    page.goto("/kk/intake/enrol/")
    page.set_input_files("[name=file]", {"name": "e.json", "mimeType": "text/plain", "buffer": enrolment})
    go_on(page)
    page.wait_for_url("**/intake/")
    expect_good(page)
    packages, tickets = [], []
    for number in (1, 2, 3):
        page.goto("/kk/intake/")
        told = {
            name: GOOD[name] for name in ("territory", "topic", "applicant_phone", "other_phone", "essence")
        }
        told |= {"applicant_name": f"Ауыл тұрғыны {number}", "other_name": "Көршісі", "ref": f"Н-{number}"}
        fill(page, told)
        go_on(page)
        page.wait_for_selector("main [role=status]")
        tickets.append(ticket_on(page))
        if number == 1:
            expect_good(page)
        page.goto("/kk/intake/packages/")
        go_on(page)
        page.wait_for_selector(f"main a[href$='/{number}.json']")
        with page.expect_download() as found:
            page.click(f"main a[href$='/{number}.json']")
        packages.append(found.value.path().read_bytes())
    expect_good(page)
    page.goto("/kk/intake/")
    assert "Ауыл тұрғыны" not in page.content()
    at_the_laptop(False)
    return packages, tickets


def the_office_imports(page: Page, packages: list[bytes]) -> None:
    """The second package is lost on the way, shows as a gap, and comes after all; the first comes twice."""
    for raw in (packages[0], packages[2]):
        brought(page, raw)
    assert "did-not" not in page.content()
    assert "2" in page.locator("main .notice[data-kind=care]").inner_text()
    expect_good(page)
    brought(page, packages[1])
    brought(page, packages[0])
    assert page.locator("main .notice[data-kind=care]").count() == 0
    assert Case.objects.count() == 3
    changed = packages[0].replace(b'"number": 1', b'"number": 9')
    brought(page, changed, refused=True)
    assert "жолда өзгерген" in page.locator("main .errors").inner_text()
    expect_good(page)
    assert Case.objects.count() == 3


def brought(page: Page, raw: bytes, *, refused: bool = False) -> None:
    page.goto("/kk/desk/office/laptops/")
    page.set_input_files("[name=file]", {"name": "p.json", "mimeType": "text/plain", "buffer": raw})
    page.click("button[value=import]")
    page.wait_for_selector("main .errors" if refused else "main [role=status]")


def the_trust_ends(page: Page, package: bytes) -> None:
    page.goto("/kk/desk/office/laptops/")
    page.click("main a[href$='/end/']")
    expect_good(page)
    go_on(page)
    page.wait_for_selector("main [role=status]")
    brought(page, package, refused=True)
    expect_good(page)
