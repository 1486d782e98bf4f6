"""Every list of every public page is a file too: as CSV and as JSON, row for row."""

import re

import pytest
from lxml import html

from tests.listings import links, lists, rows_in
from tests.pages import address, public

pytestmark = pytest.mark.django_db
PAPER = {"style", "api-page", "api-resource"}  # for those who build pages and programs


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
