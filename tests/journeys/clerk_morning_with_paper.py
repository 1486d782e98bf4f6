"""A clerk's morning: forty paper forms. Thirty come as a file with mistakes, ten are typed."""

from __future__ import annotations

import csv
import io
import time

import pytest
from playwright.sync_api import Page

from kelisim.apps.mediation.actions.unlock import unlock
from kelisim.apps.mediation.models import Case, Move
from kelisim.apps.mediation.queries.batch import COLUMNS
from kelisim.web.mediation.cookies import KEYS
from tests.cast import PASSPHRASE
from tests.journeys.browser import DESK, PHONE, expect_good
from tests.journeys.scene import text_of
from tests.mediation.test_import import GOOD

pytestmark = pytest.mark.browser
FILED, TYPED = 30, 10
SLOWEST_SECONDS = 5  # between two papers, when a robot types; the rest is reading the paper
# Row of the file, column, what stands there by mistake.
PLANTED = (
    (3, "received_on", "30.02.2026"),
    (7, "topic", "көрші"),
    (11, "applicant_phone", ""),
    (18, "territory", "000000000"),
    (25, "language", "kz"),
)


@pytest.fixture
def desk(open_page, client):
    """Aizhan's desk, her key open; on a screen of this size."""

    def at(user, screen=DESK) -> Page:
        page = open_page(viewport=screen, locale="kk-KZ")
        client.force_login(user)
        found = {"sessionid": client.cookies["sessionid"].value, KEYS: unlock(user, PASSPHRASE)}
        page.goto("/kk/")
        page.context.add_cookies(
            [{"name": name, "value": value, "url": page.url} for name, value in found.items()]
        )
        return page

    return at


def row(number: int) -> dict[str, str]:
    """One paper."""
    return {
        **GOOD,
        "ref": f"Қ-{number}",
        "received_on": f"2026-02-{10 + number % 15}",
        "applicant_name": f"Өтініш иесі {number:02}",
        "other_name": f"Екінші тарап {number:02}",
        "essence": f"Дау мәні {number}: шарбақ туралы.",
    }


def as_file(*, mended: bool) -> bytes:
    """The file as it comes out of a spreadsheet here: a mark in front, semicolons between."""
    rows = [row(number) for number in range(1, FILED + 1)]
    for number, column, value in () if mended else PLANTED:
        rows[number - 1][column] = value
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, delimiter=";", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return ("\ufeff" + out.getvalue()).encode()


def choose(page: Page, raw: bytes) -> None:
    page.set_input_files("[name=file]", {"name": "papers.csv", "mimeType": "text/csv", "buffer": raw})
    page.click("button[value=check]")
    page.wait_for_selector("main .notice")


def test_forty_papers(cast, desk):
    page = desk(cast.aizhan)
    page.goto("/kk/desk/office/")
    page.click("main a[href$='/papers/file/']")
    expect_good(page)
    the_file_is_mended(page)
    took = ten_are_typed(page)
    assert Case.objects.count() == FILED + TYPED
    assert took / TYPED < SLOWEST_SECONDS
    repeats_are_decided(page)
    the_desk_goes_by_the_next_clock(page)


def the_file_is_mended(page: Page) -> None:
    choose(page, as_file(mended=False))
    expect_good(page)
    shown = page.locator("main tbody tr").all_inner_texts()
    assert len(shown) == len(PLANTED)
    assert all(column in line for line, (_number, column, _value) in zip(shown, PLANTED, strict=True))
    assert "«30.02.2026» күнтізбеде жоқ" in shown[0]
    with page.expect_download() as found:
        page.click("button[value=complaints]")
    told = list(csv.reader(io.StringIO(found.value.path().read_text("utf-8"))))
    assert [(line[0], line[1]) for line in told[1:]] == [(str(n + 1), c) for n, c, _value in PLANTED]
    assert Case.objects.count() == 0
    choose(page, as_file(mended=True))
    expect_good(page)
    assert Case.objects.count() == 0
    page.click("button[value=enter]")
    page.wait_for_selector("button[value=receipts]")
    expect_good(page)
    with page.expect_response("**/papers/file/") as answer:
        page.click("button[value=receipts]")
    assert answer.value.headers["content-type"] == "application/pdf"
    assert Case.objects.count() == FILED


def ten_are_typed(page: Page) -> float:
    page.goto("/kk/desk/office/papers/")
    expect_good(page)
    page.select_option("[name=territory]", GOOD["territory"])
    page.fill("[name=received_on]", "2026-02-27")
    page.locator("[name=ref]").focus()
    began = time.monotonic()
    for number in range(TYPED):
        # The first two are papers of the file once more.
        type_one(page, row(number + 1 if number < 2 else FILED + number), f"Т-{number}")
    took = time.monotonic() - began
    assert page.input_value("[name=received_on]") == "2026-02-27"
    assert page.input_value("[name=territory]") == GOOD["territory"]
    expect_good(page)
    run = page.input_value("form.run [name=run]")
    token = page.input_value("form.run [name=csrfmiddlewaretoken]")
    answer = page.request.post(
        page.locator("form.run").get_attribute("action"),
        form={"run": run, "csrfmiddlewaretoken": token},
        headers={"Referer": page.url},
    )
    told = text_of(answer.body())
    numbers = [str(case) for case in Case.objects.order_by("-pk")[:TYPED]]
    assert [number for number in numbers if number not in told] == []
    return took


def type_one(page: Page, paper: dict[str, str], ref: str) -> None:
    """By keyboard only, from field to field; Enter on the button behind them sends."""
    texts = {"applicant_name", "applicant_phone", "other_name", "other_phone", "essence"}
    told = {name: paper[name] for name in texts} | {"ref": ref}
    assert page.evaluate("document.activeElement.name") == "ref"
    while (here := page.evaluate("document.activeElement.name")) != "":  # the button has none
        if here in told:
            page.keyboard.insert_text(told.pop(here))
        elif here == "topic":
            for _press in range(2):  # past "choose" and the family to the neighbours
                page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    assert told == {}
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.input_value("[name=ref]") == ""
    page.wait_for_selector("main [role=status] .number")


def repeats_are_decided(page: Page) -> None:
    first = Case.objects.order_by("-pk")[TYPED - 1]
    page.goto(f"/kk/case/{first}/")
    expect_good(page)
    page.click("main button[name=same][value=yes]")
    page.wait_for_selector("main [role=status]")
    second = Case.objects.order_by("-pk")[TYPED - 2]
    page.goto(f"/kk/case/{second}/")
    page.click("main button[name=same][value=no]")
    page.wait_for_selector("main [role=status]")
    expect_good(page)
    assert list(Move.objects.filter(verb__endswith="_repeat").values_list("verb", flat=True)) == [
        "link_repeat",
        "dismiss_repeat",
    ]
    assert Case.objects.count() == FILED + TYPED


def the_desk_goes_by_the_next_clock(page: Page) -> None:
    page.goto("/kk/desk/office/")
    expect_good(page)
    page.set_viewport_size(PHONE)
    expect_good(page)
    listed = [one.replace("-", "") for one in page.locator("main tbody th a").all_inner_texts()]
    expected = Case.objects.order_by("clock_at", "received_at", "pk").values_list("number", flat=True)
    assert listed == list(expected[: len(listed)])
