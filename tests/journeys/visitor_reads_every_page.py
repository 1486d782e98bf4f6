"""A visitor opens every page: three languages, phone and desk, day and night; with a key, one example."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from tests.journeys.browser import CONTRAST, expect_accessible, expect_fits
from tests.pages import KEYS, address, keyed, keyless

LANGUAGES = ["kk", "ru", "en"]
# What a stranger gets where there is nothing to read: she is sent on, or the address only takes forms.
ELSEWHERE = {302, 405}
# Pages that are not there for a stranger: they take a key, a laptop or a released quarter.
NOT_THERE = {"intake", "intake-enrol", "intake-packages", "mediation-form", "my-case-trail"}


def look(screen, where, language):
    """Everything that holds for any page."""
    answer = screen.goto(where)
    assert answer.status == 200, where
    assert screen.locator("html").get_attribute("lang") == language
    assert screen.locator("h1").count() == 1, where
    expect_accessible(screen)
    expect_fits(screen)


@pytest.mark.parametrize("name", keyless())
def test_every_page_reads_well(country, client, page, desktop, name):
    for language in LANGUAGES:
        with override(language):
            where = reverse(name)
        told = client.get(where)
        if name in NOT_THERE:
            assert told.status_code == 404, where
            continue
        if told.status_code in ELSEWHERE or not told["Content-Type"].startswith("text/html"):
            continue
        look(page, where, language)
        if language == LANGUAGES[0]:  # neither colours nor the wide layout depend on the words
            page.emulate_media(color_scheme="dark")
            expect_accessible(page, CONTRAST)
            page.emulate_media(color_scheme="light")
            look(desktop, where, language)


@pytest.mark.parametrize("name", keyed())
def test_every_page_with_a_key_reads_well(country, page, desktop, name):
    where = address(name, KEYS[name][0], "kk")
    look(page, where, "kk")
    look(desktop, where, "kk")
