"""The lawyer's way through the ledger, in Kazakh: reads, cites, records, decides, corrects, looks back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kelisim.apps.institution.models import Effect
from tests.journeys.browser import expect_accessible, expect_fits
from tests.journeys.lawyer_repeals_an_act import enter, fill_effect, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OLD_NAME, NEW_NAME = "Қазақстан халықтарының Ассамблеясы", "Қазақстан халқы Ассамблеясы"


def look(page) -> str:
    """What the page says, once nobody is shut out of it."""
    expect_accessible(page)
    expect_fits(page)
    return " ".join(page.locator("main").inner_text().split())


def ask(page, **cells: str) -> None:
    """Fills the form of the page and sends it."""
    for name, text in cells.items():
        page.fill(f"main form.chooser [name={name}]", text)
    page.click("main form.chooser button")
    page.wait_for_load_state()


def she_reads(page) -> None:
    """A day, two days side by side, the act between them."""
    page.goto("/kk/structure/")
    ask(page, on="2007-06-01")
    assert OLD_NAME in page.locator("section.institution h2").inner_text()
    look(page)
    page.click("main nav.ways a[href$='/compare/']")
    ask(page, **{"from": "2007-06-01", "to": "2007-08-01"})
    line = page.locator("tr[data-mark=changed]", has_text=NEW_NAME).first.inner_text()
    assert OLD_NAME in line
    assert "өзгерген" in line
    look(page)
    page.click("main ol.timeline h3 a")
    page.wait_for_url("**/kk/structure/acts/decree-370/")
    assert f"{OLD_NAME} – енді {NEW_NAME}" in look(page)


def she_reads_a_citation(page) -> None:
    """It was printed the wrong way round; the page says so and finds the article."""
    page.goto("/kk/structure/acts/law-70/")
    ask(page, cite="14-1 бөлімінің 6-бабы")
    answer = page.locator(".answer").inner_text()
    assert "6(14-1)" in answer
    assert "Сілтемеде рет ауысып кеткен" in answer
    look(page)


def she_records(page) -> None:
    """An act that is repealed, with the body it founds: looked at first, then published."""
    page.goto("/kk/desk/ledger/")
    look(page)
    page.click("main a.button[href$='/record/']")
    for name, text in (
        ("act", "decree-902"),
        ("number", "902"),
        ("date", "2026-02-02"),
        ("name_kk", "«Қазақстан халқы Ассамблеясы туралы» Заңның күшін жою туралы"),
        ("source", "Егемен Қазақстан, 02.02.2026"),
    ):
        page.fill(f"[name={name}]", text)
    for name, word in (("kind", "decree"), ("confidence", "high"), ("verified", "yes")):
        page.select_option(f"[name={name}]", word)
    fill_effect(page, 1, "repeal", about="act", subject="law-70", date="2026-02-02")
    press(page, "add")
    fill_effect(
        page, 2, "create", about="organisation", subject="youth-council", date="2026-02-02",
        other="assembly", name_kk="Жастар кеңесі",
    )  # fmt: skip
    page.select_option("[name=row-2-tie]", "attached")
    press(page, "preview")
    assert "Жастар кеңесі" in page.locator("section.panel").inner_text()
    assert "Содан бастап шешілмей қалатындар" in look(page)
    assert not Effect.objects.filter(act__code="decree-902").exists()
    press(page, "publish")
    page.wait_for_url("**/kk/structure/acts/decree-902/")
    look(page)


def she_decides(page) -> None:
    """One of the lines the repeal left open is closed by an effect of the new act."""
    page.goto("/kk/desk/ledger/undecided/law-70/")
    lines = page.locator("main li a[href*='/record/']").count()
    assert f"шешілмегені: {lines}" in look(page)
    page.goto("/kk/desk/ledger/record/?act=decree-902")
    fill_effect(
        page, 1, "revoke", about="power", subject="relations-monitoring", holder="assembly", date="2026-02-02"
    )
    page.fill("[name=source]", "Егемен Қазақстан, 02.02.2026")
    page.select_option("[name=confidence]", "high")
    page.select_option("[name=verified]", "yes")
    press(page, "preview")
    assert "Осымен шешілгендер" in look(page)
    press(page, "publish")
    page.goto("/kk/desk/ledger/undecided/law-70/")
    assert f"шешілмегені: {lines - 1}" in page.locator("main").inner_text()


def she_corrects_and_looks_back(page) -> None:
    """The founding was misread: it is voided with a reason, and yesterday's answer can still be read."""
    founded = Effect.objects.get(organisation__code="youth-council")
    page.goto("/kk/structure/?on=2026-02-03")
    assert "Жастар кеңесі" in page.locator("ul[data-rows='bodies']").inner_text()
    page.goto(f"/kk/desk/ledger/rows/{founded.code}/")
    press(page, "preview")
    assert "Себеб" in look(page)  # without a reason nothing is voided
    page.fill("[name=reason]", "мәтін қате оқылған")
    press(page, "preview")
    look(page)
    press(page, "publish")
    page.wait_for_url("**/kk/desk/ledger/")
    assert "мәтін қате оқылған" in look(page)
    page.goto("/kk/structure/?on=2026-02-03")
    assert "Жастар кеңесі" not in page.locator("ul[data-rows='bodies']").inner_text()


def test_the_lawyers_way_from_a_day_to_what_was_known_on_it(page, country, live_server):
    enter(page, live_server.url)
    she_reads(page)
    she_reads_a_citation(page)
    she_records(page)
    she_decides(page)
    she_corrects_and_looks_back(page)
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    ask(page, on="2026-02-03", as_known=yesterday)
    assert "күні белгілі болған күйінде" in look(page)
