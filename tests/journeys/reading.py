"""How a reader on a journey reads: what a page says, what she downloads, what a link answers."""

import csv
import json
from io import StringIO
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.browser import expect_accessible, expect_fits, take_picture


def said(page: Page, where: str = "main") -> str:
    """What the page says, in single spaces."""
    return " ".join(page.locator(where).first.inner_text().split())


def look(page: Page) -> str:
    """The same, once nobody is shut out of the page."""
    expect_accessible(page)
    expect_fits(page)
    take_picture(page, str(page.viewport_size["width"]))
    return said(page)


def choose(page: Page, **cells: str) -> None:
    """Fills the form of the page and sends it."""
    for name, text in cells.items():
        field = page.locator(f"main form.chooser [name={name}]")
        listed = field.evaluate("field => field.tagName") == "SELECT"
        field.select_option(text) if listed else field.fill(text)
    page.click("main form.chooser button")
    page.wait_for_load_state()


def kept(page: Page, link: str) -> Path:
    """The file behind a link, as the browser keeps it."""
    with page.expect_download() as download:
        page.click(link)
    return download.value.path()


def rows(page: Page, link: str) -> list[dict[str, str]]:
    """The rows of a CSV behind a link."""
    return list(csv.DictReader(StringIO(kept(page, link).read_text("utf-8-sig"))))


def told(page: Page, link: str):
    """What a JSON file behind a link holds."""
    return json.loads(kept(page, link).read_text("utf-8"))


def asked(page: Page, address: str, **filters: str) -> list[dict]:
    """The items the API answers with."""
    answer = page.request.get(f"/api/v1/{address}", params=filters)
    assert answer.ok, answer.text()
    return answer.json()["items"]
