"""Aizhan records an election and enters who was elected; another is refused; Vera reads it on her phone."""

from __future__ import annotations

import pytest

from kelisim.apps.mediation.models import Inclusion
from tests.journeys.browser import DESK, expect_good, take_picture
from tests.journeys.steps import fill, pdf_of, sign_in
from tests.mediation.electing import BIBIGUL, SERIK

pytestmark = pytest.mark.browser
MEETING = {
    "lang": "kk",
    "number": "3",
    "held_on": "2026-03-01",
    "place": "Мәдениет үйі",
    "community": "Алмалы ауданы",
    "entitled": "120",
    "present": "64",
    "chair": "Қанат Ермек",
    "secretary": "Гүлнар Есен",
    "since": "2026-03-02",
    "until": "2028-03-02",
}
VOTES = {"votes": "50", "against": "10", "abstained": "4", "elected": "on"}
RULES = ("bar_office", "bar_capacity", "bar_prosecution", "bar_conviction")


def look(page, name: str) -> None:
    expect_good(page)
    take_picture(page, f"election-{name}")


def see(page, **not_so: str) -> None:
    """What the papers show of who was elected."""
    for rule in ("public_elected", "public_papers", *RULES):
        page.check(f"[name={rule}][value={not_so.get(rule, 'so')}]")
    page.fill("[name='born:public_age']", "1970-05-05")
    page.click("button[value=keep]")
    page.wait_for_selector("main [role=status], [role=status]")


def test_election_becomes_an_entry_and_a_bar_a_refusal(cast, page, open_page):
    wide = open_page(viewport=DESK, locale="kk-KZ")
    sign_in(wide, cast.aizhan)
    wide.goto("/kk/desk/office/")
    wide.click("main a[href$='/desk/register/']")
    look(wide, "desk-empty")
    wide.click("main a[href$='/elections/new/']")
    fill(wide, {**MEETING, "held_on": "2026-12-01"})
    for place, name in enumerate((BIBIGUL, SERIK)):
        fill(wide, {f"c-{place}-{key}": value for key, value in {"name": name, **VOTES}.items()})
    wide.click("main .form .actions button")
    assert "әлі өткен жоқ" in wide.locator("main").inner_text()
    look(wide, "record")
    wide.fill("[name=held_on]", MEETING["held_on"])
    wide.click("main .form .actions button")
    wide.wait_for_selector("main form button")
    look(wide, "recorded")
    assert pdf_of(wide, "a[href$='protocol.pdf']").startswith(b"%PDF")
    wide.click("main form button")
    wide.wait_for_selector("#requests")
    look(wide, "published")

    page.goto("/kk/mediators/")
    assert BIBIGUL not in page.locator("main").inner_text()
    wide.click(f"main li a:has-text('{BIBIGUL}')")
    look(wide, "request")
    see(wide)
    wide.check("[name=topics][value=family]")
    look(wide, "entry")
    wide.click("button[value=include]")
    wide.wait_for_selector("main a[href*='/mediators/']")
    look(wide, "entered")

    wide.goto("/kk/desk/register/")
    look(wide, "desk")
    wide.click(f"main a:has-text('{SERIK}')")
    see(wide, bar_office="not_so")
    wide.fill("[name=why]", "Әкімдік қызметкері.")
    look(wide, "refuse")
    wide.click("button[value=refuse]")
    wide.wait_for_selector("a[href$='refusal.pdf']")
    look(wide, "refused")
    assert pdf_of(wide, "a[href$='refusal.pdf']").startswith(b"%PDF")
    assert list(Inclusion.objects.order_by("pk").values_list("status", flat=True)) == ["included", "refused"]

    page.goto("/kk/mediators/")
    page.click(f"main a:has-text('{BIBIGUL}')")
    assert "Медиаторларды сайлау" in page.locator("main").inner_text()
    look(page, "public-one")
    page.goto("/kk/mediators/?on=2026-03-01")
    look(page, "public-day")
    assert BIBIGUL not in page.locator("main").inner_text()
    assert SERIK not in page.locator("main").inner_text()
    assert pdf_of(page, "a[href*='list.pdf']").startswith(b"%PDF")
