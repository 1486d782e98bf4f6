"""A reader reads what a conversation found, on a phone: in Kazakh, then in English; without scripts too."""

import pytest

from kelisim.cli.main import main
from tests.journeys.reading import asked, kept, look, rows, said, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT = "/dialogue/sample-courtyard/results/"
PARTS = {
    "kk": ("Не біріктіреді", "Барлығы нені қабылдамайды", "Топтар неде келіспейді", "Әзірге белгісіз",
           "Қаншалықты сенімдіміз"),
    "en": ("What unites", "What all reject", "Where groups differ", "Not known yet", "How sure we are"),
}  # fmt: skip


@pytest.fixture
def sample(country, clock):
    """The sample conversation, published twice."""
    assert main(["sample", "dialogue"]) == 0


def words_come_first(page, lang) -> None:
    """All five parts in their order, the sample said, the words before the picture."""
    text = look(page)
    places = [text.index(title) for title in PARTS[lang]]
    assert places == sorted(places)
    assert page.locator("main .notice").count() >= 1
    heads = page.locator("main section > h2").all_inner_texts()
    assert heads[:5] == list(PARTS[lang])


def tables_are_told_to_a_screen_reader(page) -> None:
    """Each has a caption and heads with a scope; the map a name and a description in words."""
    for table in page.locator("main table").all():
        assert table.locator("caption").inner_text().strip()
        assert table.locator("thead th:not([scope=col])").count() == 0
        assert table.locator("tbody th:not([scope=row])").count() == 0
    drawn = page.locator("#map svg[role=img]")
    names = drawn.get_attribute("aria-labelledby").split()
    assert all(page.locator(f"#{name}").text_content().strip() for name in names)


def files_hold_what_stands_here(page) -> None:
    """The table of uniting statements, the map, the whole result and the report."""
    found = rows(page, "p[data-list=common_ground] a:text-is('CSV')")
    assert {row["uniting"] for row in found} <= {"yes", "one_method"}
    assert told(page, "#map a:text-is('JSON')")["rows"]
    assert kept(page, "#map a:text-is('SVG')").read_bytes().startswith(b"<svg")
    whole = told(page, "main a[href$='/2.json']")
    assert whole["result"]["result_hash"] in said(page)
    assert asked(page, "dialogue/results", conversation="sample-courtyard")[-1]["result"] == whole["result"]
    assert kept(page, "main a[href$='report-kk.pdf']").read_bytes().startswith(b"%PDF")


def test_a_reader_reads_the_results_in_kazakh_and_in_english(sample, page):
    page.goto(f"/kk{AT}")
    words_come_first(page, "kk")
    tables_are_told_to_a_screen_reader(page)
    files_hold_what_stands_here(page)
    assert page.locator("main td span[lang], main th span[lang=kk-Cyrl]").count() > 0
    page.click("nav.tongues a[hreflang=en]")
    page.wait_for_url(f"**/en{AT}")
    words_come_first(page, "en")
    assert page.locator("main th span[lang=en]").first.inner_text() in said(page)
    page.click("main a:text-is('How results come about')")
    page.wait_for_url("**/en/dialogue/method/")
    assert "0.902" in look(page)


def test_the_first_result_stays_and_says_that_there_is_a_newer_one(sample, plain):
    plain.goto(f"/kk{AT}")
    plain.click("main a[href$='/results/1/']")
    plain.wait_for_url(f"**/kk{AT}1/")
    text = said(plain)  # without scripts nothing can be measured
    assert "Жаңарақ нәтиже бар" in text
    assert "Алдыңғы жарияланымнан бері не өзгерді" not in text
    plain.click("main a:text-is('Жаңарақ нәтиже бар')")
    assert "Алдыңғы жарияланымнан бері не өзгерді" in said(plain)
