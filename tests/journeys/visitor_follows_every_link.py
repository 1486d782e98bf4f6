"""A visitor follows every link from the front page: none is dead, and each kind of page reads well."""

import re
from urllib.parse import urljoin, urlsplit

from django.urls import resolve

from tests.journeys.browser import expect_accessible, expect_fits

MOST = 250  # pages opened
OF_A_KIND = 8  # pages of one kind whose links are followed
_LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]+)')


def walk(client, start):
    """Address and answer of every page that links lead to, each kind only a few times."""
    waiting, known, kinds = [start], {start}, {}
    while waiting and len(known) <= MOST:
        address = waiting.pop(0)
        kind = resolve(urlsplit(address).path).url_name
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > OF_A_KIND:
            continue
        answer = client.get(address)
        yield kind, address, answer
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        for found in _LINK.findall(answer.content.decode()):
            link = urljoin(address, found.replace("&amp;", "&"))
            if (
                link.startswith("/")
                and link not in known
                and not link.startswith(("/ru/", "/en/", "/static/"))
            ):
                known.add(link)
                waiting.append(link)


def test_no_link_is_dead_and_every_kind_of_page_reads_well(country, client, page, desktop):
    dead, kinds = [], {}
    for kind, address, answer in walk(client, "/kk/"):
        keyed = resolve(urlsplit(address).path).kwargs  # pages without a key are read one by one elsewhere
        if answer.status_code not in {200, 302}:
            dead.append(f"{answer.status_code} {address}")
        elif keyed and answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            kinds.setdefault(kind, address)
    assert dead == [], "\n".join(dead)
    for address in kinds.values():
        for screen in (page, desktop):
            screen.goto(address)
            expect_accessible(screen)
            expect_fits(screen)
