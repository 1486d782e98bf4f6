"""How somebody applies: the questions, the screens, check and send."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playwright.sync_api import Page

from tests.journeys.steps import Ticket, fill, go_on, ticket_on
from tests.journeys.told import QUESTIONS, SCREENS

Look = Callable[[Page], None]


def no_look(_page: Page) -> None:
    """Where the pages were looked at before."""


def answer_questions(page: Page, answers: Mapping[str, str] = QUESTIONS, *, look: Look = no_look) -> None:
    """From the start page through all questions to what they come to."""
    page.goto("/kk/apply/")
    look(page)
    page.locator("main .actions a").first.click()
    for code, answer in answers.items():
        page.wait_for_url(f"**/apply/question/{code}/")
        look(page)
        page.check(f"[name=answer][value={answer}]")
        go_on(page)
    page.wait_for_url("**/apply/result/")
    look(page)


def fill_screens(
    page: Page, screens: Mapping[str, Mapping[str, str]] = SCREENS, *, look: Look = no_look
) -> None:
    """Every screen of the form, to the last one with everything on it."""
    page.locator("main a.button").first.click()
    for name, told in screens.items():
        page.wait_for_url(f"**/apply/step/{name}/")
        fill(page, told)
        look(page)
        go_on(page)
    page.wait_for_url("**/apply/check/")
    look(page)


def send(page: Page) -> Ticket:
    """Consents and sends; the receipt."""
    fill(page, {"notice": "on", "follow_up": "on"})
    go_on(page)
    page.wait_for_selector(".secret")
    return ticket_on(page)


def apply(page: Page, screens: Mapping[str, Mapping[str, str]] = SCREENS, *, look: Look = no_look) -> Ticket:
    """The whole way."""
    answer_questions(page, look=look)
    fill_screens(page, screens, look=look)
    return send(page)
