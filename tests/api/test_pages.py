"""Lists in pages: each item once, in the same few questions, whatever is added meanwhile."""

from __future__ import annotations

from datetime import date

import pytest

from kelisim.apps.registry.models import Organisation
from kelisim.apps.statistics.models import Observation
from tests.api.conftest import ROOT
from tests.api.small import act, effect, figure, figures, ledger, released, territory

pytestmark = pytest.mark.django_db
QUERIES = {
    "/observations": 1,
    "/observations?from=2000-01-01": 2,
    "/indicators": 1,
    "/categories": 1,
    "/communities": 1,
    "/sources": 1,
    "/territories?level=country": 2,
    "/acts": 1,
    "/effects": 1,
    "/powers": 1,
    "/organs": 2,
    "/offices": 1,
    "/posts": 3,
    "/mediation/released": 2,
    "/mediation/released?revisions=last": 2,
}


def periods(page):
    return [item["period"] for item in page["items"]]


def test_a_list_of_more_than_a_thousand_is_walked_once_each_while_rows_are_added(client):
    figures(*(("KZ", f"{year:04}", "1", "exact") for year in range(1000, 2020)))
    seen, following = [], f"{ROOT}/observations?limit=100"
    while following:
        page = client.get(following).json()
        seen += periods(page)
        following = page["next"]
        if len(seen) == 300:
            figure("KZ", "0999")  # behind us: not seen
            figure("KZ", "2020")  # ahead of us: seen, once
    assert seen == [f"{year:04}" for year in range(1000, 2021)]


def test_a_row_taken_away_leaves_the_walk_whole(client):
    figures(*(("KZ", str(year), "1", "exact") for year in range(2000, 2006)))
    first = client.get(f"{ROOT}/observations?limit=2").json()
    Observation.objects.filter(period="2001").delete()
    assert periods(client.get(first["next"]).json()) == ["2002", "2003"]


def test_next_keeps_the_question(client):
    figures(*(("KZ", str(year), "1", "exact") for year in range(2000, 2003)))
    following = client.get(f"{ROOT}/observations?limit=1&territory=KZ&from=2001-01-01").json()["next"]
    path, _mark, query = following.partition("?")
    assert path == f"{ROOT}/observations"
    assert query.startswith("limit=1&territory=KZ&from=2001-01-01&cursor=")
    assert client.get(following).json()["next"] is None


def test_a_list_out_of_a_file_is_walked_once_each(walk):
    whole = walk("/references")
    assert len(whole) > 10
    assert walk("/references?limit=3") == whole


def test_the_ledger_is_walked_by_day_and_code(walk):
    ledger()
    assert [row["code"] for row in walk("/effects?limit=1")] == ["T1", "T2", "T3"]


@pytest.mark.parametrize(("address", "queries"), QUERIES.items())
def test_one_row_and_three_ask_the_same_few_questions(client, django_assert_num_queries, address, queries):
    figures(("KZ", "2020", "1", "exact"))
    ledger()
    released()
    client.get(f"{ROOT}{address}")
    with django_assert_num_queries(queries):
        client.get(f"{ROOT}{address}")
    for number in (2, 3):
        figure("KZ", f"202{number}")
        territory(f"{number}00000000")
        by = act(f"law-{number}")
        _body(number, by)
        released(year=2020 + number)
    with django_assert_num_queries(queries):
        client.get(f"{ROOT}{address}")


def _body(number, by):
    day = date(2010 + number, 1, 1)
    body = Organisation.objects.create(code=f"house-{number}", kind="mediation_office")
    effect(f"N{number}", by, organisation=body, verb="create", value={"name": {}}, on=day, on_last=day)


CURSORS = {
    "not one at all": "zzz",
    "of another list": "WyIvYXBpL3YxL2FjdHMiLCJhIl0",
    "too short": "WyIvYXBpL3YxL29ic2VydmF0aW9ucyIsImEiXQ",
    "nested without end": "W1tbW1tbW1tb" * 80,
    "no list": "Nw",
    "not base 64": "ё",
}


@pytest.mark.parametrize("cursor", CURSORS.values(), ids=CURSORS)
def test_a_cursor_made_by_hand_is_refused(client, cursor):
    answer = client.get(f"{ROOT}/observations", {"cursor": cursor})
    assert answer.status_code == 422
    assert [one["code"] for one in answer.json()["errors"]] == ["bad_cursor"]
    assert answer.json()["errors"][0]["value"] == cursor[:40]


def test_a_cursor_with_a_day_that_is_none_is_refused(client):
    ledger()
    text = "WyIvYXBpL3YxL2VmZmVjdHMiLCJub25lIiwibm9uZSIsIlQxIl0"
    assert client.get(f"{ROOT}/effects?cursor={text}").status_code == 422
