"""Series are broken where the counting changed, and keep their borders when regions are split."""

from decimal import Decimal

import pytest

from kelisim.apps.statistics.errors import GrowthAcrossBreak, NoSuchFigures
from kelisim.apps.statistics.queries.layouts import layouts
from kelisim.apps.statistics.queries.series import figures as ask
from kelisim.apps.statistics.queries.series import series
from kelisim.kernel.places.queries import units_on

pytestmark = pytest.mark.usefixtures("figures")


def population(territory):
    return series(ask("population"), territory, layouts=layouts())


@pytest.mark.parametrize(
    ("day", "units"), [("2018-06-18", 16), ("2018-06-19", 17), ("2022-06-07", 17), ("2022-06-08", 20)]
)
def test_layouts_are_those_of_the_tree_of_places(day, units):
    known = layouts()
    there = units_on(day)
    assert known.on(there.model._meta.get_field("since").to_python(day)) == units == len(there)
    assert known.codes(units) == tuple(sorted(there.values_list("code", flat=True)))


def test_parts_cover_what_the_unit_was():
    known = layouts()
    assert [known.parts(code, 16, later=20) for code in ("630000000", "610000000", "110000000")] == [
        ("630000000", "100000000"),
        ("610000000", "790000000"),
        ("110000000",),
    ]
    assert known.parts("610000000", 17, later=20) == ("610000000",)
    assert known.unit_of("620000000", 17) == "350000000"


def test_the_country_is_broken_twice():
    whole = population("KZ")
    assert whole.breaks == ("2009-01-01", "2022-01-01")
    assert [(piece[0].period, piece[-1].period) for piece in whole.segments()] == [
        ("2000-01-01", "2008-01-01"),
        ("2009-01-01", "2021-01-01"),
        ("2022-01-01", "2023-01-01"),
    ]


def test_growth_within_a_piece_is_a_share():
    assert round(population("KZ").growth("2018-01-01", "2021-01-01"), 4) == Decimal("0.0398")


@pytest.mark.parametrize(
    ("since", "until", "broken"),
    [("2008-01-01", "2009-01-01", "2009-01-01"), ("2021-01-01", "2023-01-01", "2022-01-01")],
)
def test_growth_over_a_break_is_refused_with_the_day_of_the_break(since, until, broken):
    with pytest.raises(GrowthAcrossBreak) as refused:
        population("KZ").growth(since, until)
    assert (refused.value.since, refused.value.until, refused.value.broken_at) == (since, until, broken)


def test_growth_from_a_year_nobody_published_says_which_there_are():
    with pytest.raises(NoSuchFigures) as refused:
        population("KZ").growth("1990-01-01", "2001-01-01")
    assert refused.value.known[0] == "2000-01-01"


def test_a_split_region_goes_on_in_its_old_borders():
    east = population("630000000")
    assert (east.layout, east.codes) == (16, ("630000000", "100000000"))
    last = east.points[-1]
    assert (last.value, last.parts, last.precision) == (Decimal(730236 + 610205), 2, "sum")
    assert east.points[0].parts == 1


def test_a_carved_out_region_begins_where_it_began():
    abai = population("100000000")
    assert [(point.period, point.precision) for point in abai.points] == [
        ("2022-01-01", "back_cast"),
        ("2023-01-01", "exact"),
    ]
    assert population("790000000").points[0].period == "2017-01-01"


def test_the_longest_source_is_taken_unless_one_is_named():
    assert population("KZ").source == "bns-2000-2023"
    named = series(ask("population"), "KZ", layouts=layouts(), source="bns-2023-sex")
    assert [(point.period, point.value) for point in named.points] == [("2023-01-01", 19765004)]
