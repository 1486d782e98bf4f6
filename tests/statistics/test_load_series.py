"""Tables of figures are loaded whole or not at all, and every bad cell is named."""

import shutil

import pytest

from kelisim.apps.statistics.actions.load_series import load
from kelisim.apps.statistics.models import Observation
from kelisim.kernel.packs.complaints import BadPack
from kelisim.kernel.packs.pack import Pack

HEAD = (
    "indicator,territory,category,period,value,unit,layout,status,precision,break_before,source,facts,"
    "inconsistencies"
)
GOOD = "population,KZ,all,1999-01-01,14955106,person,,final,exact,no,seed,,"


def read(complaints):
    """What is said, without our wording: where, and what was found there."""
    return [(one.line, one.column, one.value) for one in complaints]


@pytest.fixture
def tables(tmp_path, pack):
    """A copy of the pack whose tables of figures are one file: `write(lines)` gives the pack to load."""
    shutil.copytree(pack.folder / "statistics", tmp_path / "statistics")
    for path in (tmp_path / "statistics").glob("*.csv"):
        if path.name != "categories.csv":
            path.unlink()

    def write(*lines, head=HEAD):
        (tmp_path / "statistics/bad.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
        (tmp_path / "pack.yaml").write_text(
            "files:\n  statistics/bad.csv: {what: a, source: b, licence: c, read: 2026-11-22}\n"
        )
        return Pack("bad", tmp_path)

    return write


def test_the_pack_of_kazakhstan_loads_and_loads_again_to_the_same(places, pack):
    first = load(pack)
    before = list(Observation.objects.order_by("pk").values())
    assert load(pack) == first == len(before)
    assert list(Observation.objects.order_by("pk").values()) == before


def test_regions_add_up_to_the_country_in_every_year(figures):
    rows = Observation.objects.filter(indicator="population", source="bns-2000-2023")
    totals, parts = {}, {}
    for row in rows:
        (totals if row.territory_id == "KZ" else parts).setdefault(row.period, []).append(row.value)
    assert {period: sum(values) for period, values in parts.items()} == {
        period: values[0] for period, values in totals.items()
    }
    assert len(totals) == 24


def test_a_good_row_is_stored_as_it_stands(places, tables):
    load(tables(GOOD))
    row = Observation.objects.values(
        "indicator", "territory", "category", "period", "value", "layout", "precision", "facts"
    ).get()
    assert row == {
        "indicator": "population",
        "territory": "KZ",
        "category": "all",
        "period": "1999-01-01",
        "value": 14955106,
        "layout": None,
        "precision": "exact",
        "facts": [],
    }


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (GOOD.replace("14955106", '"14955106,5"'), (2, "value", "14955106,5")),
        (GOOD.replace("14955106", "fourteen"), (2, "value", "fourteen")),
        (GOOD.replace("14955106", ""), (2, "value", "")),
        (GOOD.replace("KZ", "999999999"), (2, "territory", "999999999")),
        (GOOD.replace("1999-01-01", "01.01.1999"), (2, "period", "01.01.1999")),
        (GOOD.replace("person", "household"), (2, "unit", "household")),
        (GOOD.replace("population", "happiness"), (2, "indicator", "happiness")),
        (GOOD.replace(",all,", ",martian,"), (2, "category", "martian")),
        (GOOD.replace("seed", "hearsay"), (2, "source", "hearsay")),
        (GOOD.replace("exact", "certain"), (2, "precision", "certain")),
        (GOOD.replace(",no,", ",maybe,"), (2, "break_before", "maybe")),
        (GOOD.replace("exact", "not_counted"), (2, "value", "14955106")),
    ],
)
def test_a_bad_cell_is_named_and_nothing_is_saved(places, tables, row, complaint):
    with pytest.raises(BadPack) as refused:
        load(tables(row, GOOD.replace("1999", "1998")))
    assert read(refused.value.complaints) == [complaint]
    assert not Observation.objects.exists()


def test_every_bad_row_is_named_at_once(places, tables):
    mixed = "population,{},all,2018-01-01,5,person,{},final,exact,no,seed,,"
    with pytest.raises(BadPack) as refused:
        load(
            tables(
                GOOD,
                GOOD,
                mixed.format("610000000", "17"),
                mixed.format("630000000", "16"),
                GOOD.replace("seed", "x").replace("1999", "1990"),
            )
        )
    assert read(refused.value.complaints) == [
        (3, "territory", "KZ"),
        (5, "layout", "16"),
        (6, "source", "x"),
    ]
    assert not Observation.objects.exists()


def test_a_table_with_a_missing_column_is_refused(places, tables):
    with pytest.raises(BadPack) as refused:
        load(tables(GOOD.replace("seed,", ""), head=HEAD.replace("source,", "")))
    assert [(one.code, one.column) for one in refused.value.complaints] == [("missing_column", "source")]
