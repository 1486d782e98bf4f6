"""Somebody applies in Russian with a keyboard alone: Tab, arrows, Space and Enter, and what can be typed."""

from itertools import pairwise

import pytest

from kelisim.apps.mediation.models import Case
from tests.journeys.browser import DESK
from tests.journeys.steps import ticket_on
from tests.journeys.told import QUESTIONS, SCREENS

pytestmark = pytest.mark.browser
FAR = 40
SEEN = """wanted => {
  const here = document.activeElement, box = here.getBoundingClientRect(), style = getComputedStyle(here);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const seen = box.width > 0 && box.height > 0 && (ring || style.boxShadow !== "none");
  return {found: here.matches(wanted), seen: seen || here === document.body};
}"""


def reach(page, selector):
    """Presses Tab until the focus is there; on the way, each thing it stops at can be seen."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        here = page.evaluate(
            SEEN,
            selector,
        )
        assert here["seen"], page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if here["found"]:
            return
    raise AssertionError(f"{selector} cannot be reached by Tab on {page.url}")


def skip(page):
    """The first Tab offers to go straight to the content; sent from there, the next page begins there too."""
    if page.url.endswith("#main"):
        page.wait_for_selector("main:focus")
        return
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")


def choose(page, name, value):
    """One of several buttons: Space takes the first, arrows go on."""
    reach(page, f"[name={name}]")
    page.keyboard.press("Space")
    for _ in range(FAR):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} is not among {name}")


def write(page, name, value):
    """Whatever the field is, by keyboard."""
    kind = page.locator(f"main [name={name}]").first.evaluate("e => e.type")
    if kind == "radio":
        choose(page, name, value)
    elif kind == "checkbox":
        for one in value.split():
            reach(page, f"[name={name}]" + ("" if one == "on" else f"[value={one}]"))
            page.keyboard.press("Space")
    elif kind == "select-one":
        reach(page, f"[name={name}]")
        for _ in range(FAR):
            if page.input_value(f"[name={name}]") == value:
                return
            page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not among {name}")
    else:
        reach(page, f"[name={name}]")
        page.keyboard.type(value)


def press(page, selector, then):
    """A link or a button, by Enter."""
    reach(page, selector)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{then}**")  # the way past the header leaves its mark behind the address


def test_the_whole_application_by_keyboard_in_russian(cast, open_page):
    page = open_page(viewport=DESK, locale="ru-RU")
    page.goto("/ru/apply/")
    skip(page)
    press(page, "main .actions a", "/question/kind/")
    codes = [*QUESTIONS, None]
    for code, after in pairwise(codes):
        skip(page)
        choose(page, "answer", QUESTIONS[code])
        press(page, "main form button", f"/question/{after}/" if after else "/apply/result/")
    skip(page)
    press(page, "main a.button", "/step/person/")
    names = [*SCREENS, None]
    for name, after in pairwise(names):
        skip(page)
        for field, value in SCREENS[name].items():
            write(page, field, value)
        if name == "person":  # Enter in a line of text is enough
            page.keyboard.press("Enter")
            page.wait_for_url(f"**/ru/apply/step/{after}/**")
        else:
            press(page, "main form .actions button", f"/step/{after}/" if after else "/apply/check/")
    skip(page)
    for box in ("notice", "follow_up"):
        reach(page, f"[name={box}]")
        page.keyboard.press("Space")
    press(page, "main form .actions button", "/apply/check/")
    page.wait_for_selector(".secret")
    case = Case.objects.get()
    assert (str(case), case.state, case.topic) == (ticket_on(page).number, "received", "neighbours")
    assert page.locator("html").get_attribute("lang") == "ru"
