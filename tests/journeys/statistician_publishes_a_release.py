"""A statistician in Kazakh: mends a bad table, publishes it, reads and signs a release, revises a figure."""

import csv
import hashlib
from io import StringIO

import pytest

from kelisim.apps.statistics.models import Observation
from tests.journeys.lawyer_repeals_an_act import enter
from tests.journeys.reading import asked, kept, look, rows, said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEAD = "indicator,territory,category,period,value,unit,layout,status,precision,break_before,source"
GOOD = (
    "census-religion,KZ,islam,1999,10123456,person,,preliminary,exact,yes,seed",
    "census-religion,KZ,christianity,1999,4567890,person,,final,exact,yes,seed",
    "population,KZ,all,1999-01-01,14955106,person,,final,exact,no,seed",
)
BAD = (
    "census-religion,KZ,islam,1999,10123456,person,,final,exact,yes,sanaq-99",
    'census-religion,KZZ,christianity,1999,"4567890,5",person,,final,exact,yes,seed',
    "population,KZ,all,1999-02-30,fourteen,person,,last,exact,no,seed",
    "population,KZ,all,2023-01-01,19766807,person,,final,exact,no,seed,more",
)
FAULTS = [
    ("2", "source", "sanaq-99"),
    ("3", "territory", "KZZ"),
    ("3", "value", "4567890,5"),
    ("4", "period", "1999-02-30"),
    ("4", "status", "last"),
    ("4", "value", "fourteen"),
    ("5", "1", "12"),
]
REVISED = GOOD[0].replace("10123456", "10123654").replace("preliminary", "final")
CSV, PAGE = "data/census-religion.csv", "/kk/statistics/data/census-religion/"
FIRST, LATER, WHY = "10 123 456", "10 123 654", "Бюро түпкілікті санды жариялады."


@pytest.fixture
def shelf(settings, tmp_path):
    """A folder of this journey's own for releases."""
    settings.VAR = tmp_path


def hand_in(page, *lines: str) -> None:
    """Sends a table from whatever page has a place for it."""
    table = "\n".join([HEAD, *lines, ""]).encode()
    file = {"name": "sanaq-1999.csv", "mimeType": "text/csv", "buffer": table}
    page.set_input_files("main [name=table]", file)
    page.click("main form[enctype] button")
    page.wait_for_load_state()


def mend_a_table(page, look) -> None:
    """From her desk: every fault is told with its place, nothing is published until all of it is right."""
    before = Observation.objects.count()
    page.goto("/kk/desk/")
    look(page)
    page.click("main ul.cards a:text-is('Көрсеткіштер кестелері')")
    look(page)
    hand_in(page, *BAD)
    text = look(page)
    assert f"Қате ұяшық не жол саны: {len(FAULTS)}" in text
    wrong = rows(page, "main a[href*='format=csv'][href*='list=wrong']")
    assert sorted((row["line"], row["column"], row["value"]) for row in wrong) == FAULTS
    assert [row for row in wrong if row["what_to_do"] not in text] == []
    assert Observation.objects.count() == before
    hand_in(page, *GOOD)
    assert "Не өзгереді" in look(page)
    assert "14 955 106" in said(page)
    assert Observation.objects.count() == before
    page.click("main form.form:not([action]) button")
    page.wait_for_load_state()
    assert "Бұл кесте жарияланды" in look(page)
    assert Observation.objects.count() == before + len(GOOD)


def draft(page, look, words: str) -> None:
    """Drafts the next release; signing without having read is refused, nothing ticked is lost."""
    page.goto("/kk/desk/releases/")
    look(page)
    for lang in ("kk", "ru", "en"):
        page.fill(f"[name=words_{lang}]", words)
    page.click("main form.form button[type=submit]")
    page.wait_for_url("**/kk/desk/releases/2026-*/")


def sign_and_publish(page, look) -> str:
    """Reads every line, signs, publishes; answers the digest."""
    look(page)
    ticks = page.locator("main [name=read]")
    for tick in ticks.all()[1:]:
        tick.check()
    page.click("main button[value=sign]")
    page.wait_for_load_state()
    look(page)
    assert page.locator("main section.errors li").count() == 1
    assert [tick.is_checked() for tick in ticks.all()] == [False, *[True] * (ticks.count() - 1)]
    ticks.first.check()
    page.click("main button[value=sign]")
    page.wait_for_load_state()
    look(page)
    page.click("main button[value=publish]")
    page.wait_for_url("**/kk/statistics/releases/2026-*/")
    look(page)
    return said(page, "code.digest")


def in_release(page, digest: str) -> str:
    """The figure in the CSV of the release whose page is open, its bytes held against the digests."""
    sums = kept(page, "main a:text-is('SHA256SUMS')").read_bytes()
    table = kept(page, f"main a:text-is('{CSV}')").read_bytes()
    assert hashlib.sha256(sums).hexdigest() == digest
    assert f"{hashlib.sha256(table).hexdigest()}  {CSV}" in sums.decode()
    return figure(csv.DictReader(StringIO(table.decode("utf-8-sig"))))


def figure(table) -> str:
    """The figure she follows, in the rows of a file."""
    return next(row["value"] for row in table if (row["category"], row["period"]) == ("islam", "1999"))


def everywhere(page) -> list[str]:
    """The same figure on its page, in its file, and from the API."""
    page.goto(PAGE)
    on_page = page.locator("main tr").filter(has_text="1999").filter(has_text="Ислам").locator("td.number")
    file = rows(page, "main a[href$='data/census-religion.csv']")
    items = asked(page, "observations", indicator="census-religion", category="islam", to="1999-12-31")
    return [" ".join(on_page.first.inner_text().split()), figure(file), *(one["value"] for one in items)]


def revise(page, look) -> None:
    """A figure is revised: not without a reason, and the earlier value is kept."""
    page.goto("/kk/desk/figures/")
    hand_in(page, REVISED)
    assert FIRST in look(page)
    page.click("main form.form:not([action]) button")
    page.wait_for_load_state()
    assert "Себебін жазыңыз" in look(page)
    page.fill("[name=why]", WHY)
    page.click("main form.form:not([action]) button")
    page.wait_for_load_state()
    page.goto(PAGE)
    look(page)
    line = said(page, "section[aria-labelledby=revised]")
    for words in (FIRST, LATER, WHY):
        assert words in line


def test_a_statistician_publishes_a_release(desktop, country, shelf, live_server):
    enter(desktop, live_server.url)
    mend_a_table(desktop, look)
    draft(desktop, look, "Алғашқы жинақ.")
    digest = sign_and_publish(desktop, look)
    assert in_release(desktop, digest) == "10123456"
    assert everywhere(desktop) == [FIRST, "10123456", "10123456"]
    revise(desktop, look)
    draft(desktop, look, "Бір көрсеткіш түзетілді.")
    digest = sign_and_publish(desktop, look)
    assert in_release(desktop, digest) == "10123654"
    changed = said(desktop, "table[data-rows=revised] tbody")
    for words in ("Қазақстан Республикасы, Ислам", "1999 ж.", FIRST, LATER, "түзетілген"):
        assert words in changed
    assert everywhere(desktop) == [LATER, "10123654", "10123654"]
    desktop.goto("/kk/statistics/releases/2026-1/")
    assert "2026-2 шығарылымы" in look(desktop)


def test_a_table_is_mended_without_scripts(plain, country, shelf, live_server):
    enter(plain, live_server.url)
    mend_a_table(plain, said)
