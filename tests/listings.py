"""The lists a page shows, and the files it offers of them."""

import csv
from collections import Counter
from io import StringIO


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
