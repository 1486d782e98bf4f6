"""Every kind of answer, whole, on small data."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kelisim.apps.statistics.models import Observation
from tests.api.small import act, figure, figures, ledger, territories

pytestmark = pytest.mark.django_db


def words(text):
    return dict.fromkeys(("kk", "ru", "en"), text)


def test_observations_are_told_exactly_as_published(ask):
    figures(
        ("KZ", "2006", "3420", "exact"),
        ("KZ", "2020-12", None, "not_counted"),
        ("KZ", "2021", "61.20", "about"),
    )
    common = {
        "indicator": "things",
        "territory": "KZ",
        "category": "all",
        "unit": "thing",
        "layout": None,
        "status": "final",
        "break_before": False,
        "source": "book",
        "facts": [],
        "inconsistencies": [],
        "recorded": "2026-01-02T00:00:00Z",
        "replaced": None,
        "table": None,
        "why": None,
    }
    assert ask("/observations") == {
        "items": [
            {**common, "period": "2006", "value": "3420", "precision": "exact"},
            {**common, "period": "2020-12", "value": None, "precision": "not_counted"},
            {**common, "period": "2021", "value": "61.2", "precision": "about"},
        ],
        "next": None,
    }


@pytest.mark.parametrize(
    ("query", "periods"),
    [
        ("from=2006-01-01&to=2006-12-31", ["2006", "2006-07-01"]),
        ("from=2006-01-02", ["2006-07-01", "2010"]),
        ("to=2009-12-31", ["2005/2009", "2006", "2006-07-01"]),
        ("from=2005-01-01&to=2008-12-31", ["2006", "2006-07-01"]),
        (
            "territory=KZ&category=all&indicator=things&source=book",
            ["2005/2009", "2006", "2006-07-01", "2010"],
        ),
    ],
)
def test_a_figure_is_kept_if_its_whole_period_lies_between_the_days(ask, query, periods):
    figures(*(("KZ", period, "1", "exact") for period in ("2005/2009", "2006", "2006-07-01", "2010")))
    assert [row["period"] for row in ask(f"/observations?{query}")["items"]] == periods


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("", ["6"]),
        ("?as_known=2026-01-01", []),
        ("?as_known=2026-02-28", ["5"]),
        ("?as_known=2026-03-01", ["6"]),
        ("?versions=all", ["5", "6"]),
    ],
)
def test_figures_as_known_on_a_day(ask, query, values):
    figures(("KZ", "2021", "5", "exact"))
    at = datetime(2026, 3, 1, tzinfo=UTC)
    Observation.objects.all().replace(at)
    figure("KZ", "2021", "6", recorded=at)
    assert [row["value"] for row in ask(f"/observations{query}")["items"]] == values


def test_a_community_finds_its_categories(ask):
    figures(("KZ", "2021", "5", "exact"), community="uzbek")
    assert [row["value"] for row in ask("/observations?community=uzbek")["items"]] == ["5"]


def test_indicators_categories_communities_sources(ask):
    figures(("KZ", "2021", "5", "exact"), community="uzbek")
    assert ask("/indicators")["items"] == [
        {
            "code": "things",
            "subject": "test",
            "unit": "thing",
            "name": words("Things"),
            "note": words("Counted"),
        }
    ]
    assert ask("/categories")["items"] == [
        {"code": "all", "kind": "total", "name": words("All"), "residual": False, "community": "uzbek"}
    ]
    assert ask("/communities")["items"] == [
        {"code": "uzbek", "kind": "people", "name": words("Uzbeks"), "language": "uz", "source": None}
    ]
    assert ask("/sources")["items"] == [
        {
            "code": "book",
            "short": words("Book"),
            "title": words("The book"),
            "licence": words("facts"),
            "url": None,
            "read_on": "2026-11-01",
            "verified": True,
        }
    ]


def test_territories_of_a_day_have_the_names_of_the_day(ask):
    territories()
    row = {"level": "region", "kind": "region", "parent": "KZ", "iso": None}
    old = {
        **row,
        "code": "190000000",
        "name": words("Old"),
        "carved_from": None,
        "since": None,
        "until": None,
    }
    new = {
        **row,
        "code": "330000000",
        "name": words("Carved"),
        "carved_from": "190000000",
        "since": "2022-06-08",
        "until": None,
    }
    assert ask("/territories?on=2022-06-07")["items"] == [old]
    assert ask("/territories?on=2022-06-08&parent=KZ")["items"] == [{**old, "name": words("Renamed")}, new]
    assert [one["code"] for one in ask("/territories?level=country")["items"]] == ["KZ"]


def effect(**other):
    return {
        "code": "T1",
        "act": "law-1",
        "clause": "2(1)",
        "kind": "organisation",
        "subject": "house",
        "verb": "create",
        "key": None,
        "value": {"name": words("House"), "kind": "institution"},
        "on": "2001-01-01",
        "on_last": "2001-12-31",
        "precision": "year",
        "facts": ["F001"],
        "source": "seed",
        "confidence": "high",
        "verified": True,
        "recorded": "2026-01-02T00:00:00Z",
        "voided": None,
        "reason": None,
        **other,
    }


GRANT = {
    "code": "T2",
    "clause": None,
    "kind": "power",
    "subject": "seats",
    "verb": "grant",
    "key": "house",
    "value": {"seats": 9},
    "on": "2003-05-06",
    "on_last": "2003-05-06",
    "precision": "day",
    "facts": [],
}
VOIDED = {
    **GRANT,
    "code": "T3",
    "value": {"seats": 8},
    "voided": "2026-03-01T00:00:00Z",
    "reason": "eight was a slip",
}


def test_the_ledger_shows_voided_rows_with_their_reason_and_no_account(ask):
    ledger()
    assert ask("/effects")["items"] == [effect(), effect(**GRANT), effect(**VOIDED)]
    assert [
        row["code"] for row in ask("/effects?subject=seats&verb=grant&holder=house&act=law-1")["items"]
    ] == ["T2", "T3"]


@pytest.mark.parametrize(
    ("day", "codes"), [("2026-01-01", []), ("2026-02-28", ["T1", "T2", "T3"]), ("2026-03-01", ["T1", "T2"])]
)
def test_the_ledger_as_known_on_a_day(ask, day, codes):
    ledger()
    assert [row["code"] for row in ask(f"/effects?as_known={day}")["items"]] == codes


ACT = {
    "code": "law-1",
    "number": "1",
    "kind": "law",
    "date": "2001-01-01",
    "on": "2001-01-01",
    "on_last": "2001-01-01",
    "precision": "day",
    "title": {"kk": "Заң", "ru": None, "en": None},
    "recalled": [],
    "identified": True,
    "principal": True,
    "source": None,
    "confidence": "high",
    "verified": True,
    "facts": [],
}


def test_acts_and_one_act_with_all_it_did(ask):
    ledger()
    assert ask("/acts?kind=law") == {"items": [ACT], "next": None}
    assert ask("/acts/law-1") == {
        **ACT,
        "effects": [effect(), effect(**GRANT), effect(**VOIDED)],
        "suffered": [],
    }


SINCE = {"on": "2001", "precision": "year", "certain": "2001-12-31", "act": "law-1", "clause": "2(1)"}
GIVEN = {"on": "2003-05-06", "precision": "day", "certain": "2003-05-06", "act": "law-1", "clause": None}
HELD = {
    "power": "seats",
    "holder": "house",
    "value": {"seats": 9},
    "since": GIVEN,
    "ended": None,
    "lapsed": False,
    "verified": True,
}


def test_bodies_and_powers_over_their_life(ask):
    ledger()
    body = {
        "code": "house",
        "kind": "institution",
        "external": False,
        "name": words("House"),
        "created": SINCE,
        "ended": None,
    }
    assert ask("/organs")["items"] == [body]
    assert ask("/organs/house") == {
        **body,
        "names": [{"name": words("House"), "since": SINCE}],
        "parents": [],
        "heads": [],
        "powers": [HELD],
        "effects": ["T1", "T2"],
    }
    power = {"code": "seats", "name": words("Seats"), "exclusive": False}
    assert ask("/powers")["items"] == [power]
    assert ask("/powers/seats") == {**power, "held": [HELD]}


def test_a_missing_language_is_null_and_never_empty(ask):
    act("law-2", title_ru="Закон")
    assert ask("/acts/law-2")["title"] == {"kk": None, "ru": "Закон", "en": None}


def test_cyrillic_stands_as_it_is_written(client):
    act("law-2", title_ru="Закон")
    assert '"ru": "Закон"' in client.get("/api/v1/acts/law-2").content.decode()


def test_a_decimal_keeps_every_digit(ask):
    figures(("KZ", "2021", "12345678901.2345", "exact"), ("KZ", "2022", "0.1", "exact"))
    assert [row["value"] for row in ask("/observations")["items"]] == ["12345678901.2345", "0.1"]
