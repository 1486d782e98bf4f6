"""The lawyer brings an act in from a file, in Kazakh, on a phone and without scripts."""

from pathlib import Path

import pytest

from kelisim.apps.institution.models import Act, Effect
from tests.journeys.browser import expect_accessible, expect_fits
from tests.journeys.lawyer_repeals_an_act import enter, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CORPUS = Path(__file__).parents[1] / "schemas" / "akomantoso" / "corpus"


def said(page) -> str:
    """What the page says."""
    return " ".join(page.locator("main").inner_text().split())


def look(page) -> str:
    """The same, once nobody is shut out of it."""
    expect_accessible(page)
    expect_fits(page)
    return said(page)


def bring(page, name: str) -> None:
    page.set_input_files("main [name=file]", CORPUS / name)
    press(page, "preview")


def bring_an_act(page, look) -> None:
    """From the desk: a broken file, then the right one, seen and published."""
    page.goto("/kk/desk/ledger/")
    page.click("main a.button[href$='/from-file/']")
    page.wait_for_url("**/kk/desk/ledger/from-file/")
    look(page)
    acts = Act.objects.count()
    bring(page, "several.xml")
    told = look(page)
    assert "several.xml:10:FRBRdate/@date: «1995-02-30» мұнда сай келмейді: мұндай күн жоқ" in told
    assert page.locator("button[value=publish]").count() == 0
    bring(page, "sound.xml")
    told = look(page)
    assert "Жаңа акті: Қоғамдық келісімді дамыту тұжырымдамасы туралы" in told
    assert "Файлдан алынбағаны" in told
    assert Act.objects.count() == acts
    press(page, "publish")
    page.wait_for_url("**/kk/structure/acts/decree-1200/")
    assert "/akn/kz/act/decree/2026-08-01/1200" in look(page)
    assert Act.objects.count() == acts + 1
    assert Effect.objects.filter(act__code="decree-1200", verb="repeal").exists()


def test_an_act_is_brought_in_from_a_file_on_a_phone(page, country, live_server):
    enter(page, live_server.url)
    bring_an_act(page, look)


def test_an_act_is_brought_in_without_scripts(plain, country, live_server):
    enter(plain, live_server.url)
    bring_an_act(plain, said)
