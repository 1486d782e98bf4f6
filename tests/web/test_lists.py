"""Every list of every public page is a file too: as CSV and as JSON, row for row."""

import csv
import re
from collections import Counter
from io import StringIO

import pytest
from lxml import html

from tests.pages import address, public

pytestmark = pytest.mark.django_db
PAPER = {"style", "api-page", "api-resource"}  # for those who build pages and programs


def lists(tree):
    """How many rows each list of the page shows."""
    counted = Counter()
    for one in tree.xpath("//*[@data-rows]"):
        inner = one.xpath("descendant-or-self::*[@data-row]")
        rows = inner or one.xpath("./tbody/tr | ./tfoot/tr | ./li")
        counted[one.get("data-rows")] += len(rows)
    return dict(counted)


def links(tree):
    """The files of each list, by its name."""
    return {one.get("data-list"): one.xpath("./a/@href") for one in tree.xpath("//*[@data-list]")}


def rows_in(client, page, link):
    answer = client.get(page + link)
    assert answer.status_code == 200, link
    assert "attachment" in answer["Content-Disposition"]
    if "format=csv" in link:
        return len(list(csv.DictReader(StringIO(answer.content.decode()))))
    told = answer.json()
    return len(told["rows"] if "rows" in told else told["changes"])


@pytest.mark.parametrize(("name", "key"), [one for one in public() if one[0] not in PAPER])
def test_every_list_is_a_file_with_as_many_rows(client, country, name, key):
    page = address(name, key, "kk")
    tree = html.fromstring(client.get(page).content)
    shown = lists(tree)
    assert tree.xpath("//table[not(@data-rows)]/caption/text()") == []
    offered = links(tree)
    assert {name for name, rows in shown.items() if rows} == set(offered)
    for one, found in offered.items():
        assert [re.search(r"format=(\w+)", link)[1] for link in found] == ["csv", "json"]
        assert [rows_in(client, page, link) for link in found] == [shown[one]] * 2, one


def test_a_list_that_is_not_there_is_not_found(client, country):
    assert client.get("/kk/sessions/?format=csv&list=nothing").status_code == 404
