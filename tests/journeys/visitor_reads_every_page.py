"""A visitor opens every page without a key in its address: three languages, phone and desk, day and night."""

import pytest
from django.urls import URLPattern, get_resolver, reverse
from django.utils.translation import override

from tests.journeys.browser import CONTRAST, expect_accessible, expect_fits

LANGUAGES = ["kk", "ru", "en"]
NO_PAGES = {"root", "robots", "favicon", "manifest", "health-live", "health-ready", "metrics"}
# What a stranger gets where there is nothing to read: she is sent on, or the address only takes forms.
ELSEWHERE = {302, 405}


def _patterns(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from _patterns(pattern)


def pages():
    """The name of every page of ours that needs no key; pages closed to everybody are left out."""
    return sorted(
        pattern.name
        for pattern in _patterns(get_resolver())
        if pattern.callback.__module__.startswith("kelisim.web.")
        and not pattern.pattern.converters
        and pattern.name not in NO_PAGES
        and "closed/" not in str(pattern.pattern)
    )


def look(screen, address, language):
    """Everything that holds for any page."""
    answer = screen.goto(address)
    assert answer.status == 200, address
    assert screen.locator("html").get_attribute("lang") == language
    assert screen.locator("h1").count() == 1, address
    expect_accessible(screen)
    expect_fits(screen)


@pytest.mark.parametrize("name", pages())
def test_every_page_reads_well(country, client, page, desktop, name):
    for language in LANGUAGES:
        with override(language):
            address = reverse(name)
        told = client.get(address)
        if told.status_code in ELSEWHERE or not told["Content-Type"].startswith("text/html"):
            continue
        look(page, address, language)
        page.emulate_media(color_scheme="dark")
        expect_accessible(page, CONTRAST)
        page.emulate_media(color_scheme="light")
        look(desktop, address, language)
