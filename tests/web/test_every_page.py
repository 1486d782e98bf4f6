"""Every public page leads to itself in three languages, and nothing is said on it without its source."""

import pytest
from lxml import html

from tests.pages import address, public

pytestmark = pytest.mark.django_db
# A source is not its own source; an act's page is about that act; who sees what is the program's own rule.
# The years of the story lead into chapters, which name theirs.
ITSELF = {"years-of-the-story", "sources", "doubts", "inside", "around", "outside", "gaps", "works"}
CHIP = './/*[contains(concat(" ", @class, " "), " chip ")]'
ACT = './/a[contains(@href, "/structure/acts/")]'
MARKS = './/*[contains(concat(" ", @class, " "), " marks ")]/a'
DOUBT = './/a[@data-inconsistency] | .//*[@class="recalled"]'  # said not to fit, or to be from memory
SOURCE = f"{CHIP} | {ACT} | {MARKS} | {DOUBT}"
AROUND = 'ancestor::*[self::figure or contains(concat(" ", @class, " "), " counted ")][1]'


def tree(client, name, key):
    return html.fromstring(client.get(address(name, key, "kk")).content)


@pytest.mark.parametrize(("name", "key"), public())
def test_every_page_names_itself_in_three_languages(client, country, name, key):
    found = tree(client, name, key).xpath('//link[@rel="alternate"]')
    assert {one.get("hreflang"): one.get("href").partition("/kk/")[1] or "other" for one in found} == {
        "kk": "/kk/",
        "ru": "other",
        "en": "other",
    }


def rows_of(one):
    return one.xpath("descendant-or-self::*[@data-row]") or one.xpath("./tbody/tr | ./tfoot/tr | ./li")


def sourced(one):
    """Whether the whole table names its sources beneath it."""
    own = one.xpath('./*[contains(concat(" ", @class, " "), " marks ")]/a')
    return bool(own) or any(around.xpath(CHIP) for around in one.xpath(AROUND))


@pytest.mark.parametrize(("name", "key"), [one for one in public() if one[0] != "act-detail"])
def test_nothing_is_said_without_its_source(client, country, name, key):
    page = tree(client, name, key)
    lists = [one for one in page.xpath("//*[@data-rows]") if one.get("data-rows") not in ITSELF]
    said = [
        *(row for one in lists for row in rows_of(one) if not sourced(one)),
        *page.xpath('//ul[contains(concat(" ", @class, " "), " sums ")]/li'),
        *page.xpath('//section[contains(concat(" ", @class, " "), " reconciliation ")]'),
        *page.xpath('//section[@class="told"]/p'),
    ]
    bare = [row for row in said if row.get("data-state") != "nothing" and not row.xpath(SOURCE)]
    assert [" ".join(row.text_content().split())[:120] for row in bare] == []
