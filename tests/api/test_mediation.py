"""The counts of the mediation room: exactly those of its page, hidden and rounded."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256

import pytest
import time_machine

from kelisim.apps.mediation.actions.release_counts import release_counts
from kelisim.apps.mediation.models.case import Outcome
from kelisim.apps.mediation.public import released_counts
from kelisim.web.statistics.released import HIDDEN, released
from tests.mediation.test_measures import plant
from tests.people import make_cast


@pytest.fixture
def quarter(db):
    """Cases of a quarter that is over: many, few, and all of two people."""
    with time_machine.travel("2026-04-02T05:00:00Z", tick=False):
        cast = make_cast(keys=False)
        for topic, number, outcome, people in (
            ("housing", 22, "Sf", 9),
            ("family", 41, "C", 9),
            ("labour", 4, "N2", 9),
            ("debt", 8, "Sf", 2),
        ):
            plant(cast, number, topic=topic, outcome=outcome, people=people)
        release_counts()
        yield cast


def said(value):
    return HIDDEN if value is None else str(value)


def test_the_same_counts_as_on_the_page(quarter, ask):
    told = ask("/mediation/released")
    days = [told[name] for name in ("since", "until", "released_on")]
    assert (days, told["sample"]) == (["2026-01-01", "2026-04-01", "2026-04-02"], False)
    cells = {
        table["code"]: {(cell["row"], cell["column"]): cell["value"] for cell in table["cells"]}
        for table in told["tables"]
    }
    assert list(cells) == ["outcome", "region_topic"]
    outcomes, _regions = released()
    by_code = cells["outcome"]
    shown = [said(by_code[None, code]) for code in Outcome.values if (None, code) in by_code]
    assert [row[1] for row in outcomes.rows] == shown
    assert outcomes.foot[1] == said(by_code[None, None])
    for level, found in cells.items():
        counts = released_counts(level, since=date(2026, 1, 1), until=date(2026, 4, 1))
        assert sorted(map(str, found.values())) == sorted(map(str, counts.values.values()))


def test_anybody_can_check_the_digest_of_a_table(quarter, ask):
    told = ask("/mediation/released")
    for table in told["tables"]:
        cells = {(cell["row"], cell["column"]): cell["value"] for cell in table["cells"]}
        rows, columns = (list(dict.fromkeys(key[axis] for key in cells)) for axis in (0, 1))
        values = [[cells[row, column] for column in columns] for row in rows]
        printed = [table["code"], told["since"], told["until"], rows[:-1], columns[:-1], values]
        made = sha256(json.dumps(printed, ensure_ascii=False).encode()).hexdigest()
        assert table["digest"] == made


def test_small_counts_do_not_leave(quarter, ask):
    told = {table["code"]: table["cells"] for table in ask("/mediation/released")["tables"]}
    topics = {cell["column"]: cell["value"] for cell in told["region_topic"] if cell["row"]}
    assert (topics["labour"], topics["debt"]) == (None, None)
    assert topics["family"] == 40


def test_offices_by_place(quarter, ask):
    office = quarter.office
    texts = {
        field: {lang: getattr(office, f"{field}_{lang}") or None for lang in ("kk", "ru", "en")}
        for field in ("name", "address", "hours")
    }
    texts = {field: text if any(text.values()) else None for field, text in texts.items()}
    told = {
        **texts,
        "code": office.code,
        "territory": office.territory_id,
        "phone": office.phone or None,
        "email": office.email or None,
        "lat": office.lat,
        "lon": office.lon,
        "sample": False,
    }
    assert texts["address"]["kk"] == "Абай даңғылы, 1"
    for place in (quarter.region.code, office.territory_id):
        listed = ask(f"/offices?territory={place}")["items"]
        assert [one for one in listed if one["code"] == office.code] == [told]
