"""The system's browser: where it is, how it is started, and what every page must pass."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
CONTRAST = ("color-contrast",)  # all that another colour scheme can break
PHONE = {"width": 360, "height": 640}
DESK = {"width": 1280, "height": 800}


def chromium() -> str:
    """The path of the system's browser; empty if there is none. CHROMIUM overrides."""
    named = os.environ.get("CHROMIUM", "")
    return named or next((path for name in NAMES if (path := shutil.which(name))), "")


def patient(page: Page) -> Page:
    """The same page, whose reader reads on only when what she clicked for is there, as a person does."""
    click = page.click

    def click_and_wait(*where: str, **how: Any) -> None:
        click(*where, **how)
        page.wait_for_load_state()

    page.click = click_and_wait
    return page


def expect_accessible(page: Page, rules: tuple[str, ...] = RULES) -> None:
    """Nothing on the page, as it stands now, breaks WCAG 2.2 AA as far as axe can see."""
    page.wait_for_load_state()
    # Only what is wrong is reported in full: naming every sound element took longer than finding the faults.
    answer = Axe().run(page, options={"runOnly": list(rules), "resultTypes": ["violations"]}).response
    found = [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]
    assert found == [], f"{page.url}\n" + "\n".join(found)


def expect_fits(page: Page) -> None:
    """The page does not scroll sideways."""
    page.wait_for_load_state()
    wide = page.evaluate(
        "() => [...document.querySelectorAll('body *')]"
        ".filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)"
        ".map(e => e.outerHTML.slice(0, 120)).slice(-2)"
    )
    room = page.evaluate("document.documentElement.clientWidth - document.documentElement.scrollWidth")
    assert room >= 0, f"{page.url} is {-room} px too wide, perhaps by {wide}"


def expect_good(page: Page) -> None:
    """A page as it stands: on a phone by day, on a desk by night, and with letters twice as large."""
    before = page.viewport_size
    for screen, scheme, rules in ((DESK, "dark", CONTRAST), (PHONE, "light", RULES)):
        page.set_viewport_size(screen)
        page.emulate_media(color_scheme=scheme)
        expect_fits(page)
        expect_accessible(page, rules)
        take_picture(page, f"{screen['width']}-{scheme}")
        with large_letters(page):
            expect_fits(page)
    page.set_viewport_size(before)


def take_picture(page: Page, name: str) -> None:
    """With PICTURES=folder every page looked at is kept there, in the order of the walk."""
    folder = os.environ.get("PICTURES", "")
    if folder:
        where = "-".join(page.url.split("/")[3:6])
        page.screenshot(path=f"{folder}/{time.monotonic_ns():020d}-{where}-{name}.png", full_page=True)


@contextmanager
def large_letters(page: Page) -> Iterator[None]:
    """Text at 200 per cent, as a reader sets it in her browser."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    yield
    page.evaluate("document.documentElement.style.fontSize = ''")
