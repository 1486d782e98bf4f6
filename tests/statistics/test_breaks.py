"""Whatever the figures: no series crosses a break or joins two layouts, no growth is given over a break."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.apps.statistics.errors import GrowthAcrossBreak
from kelisim.apps.statistics.models import Observation
from kelisim.apps.statistics.queries.layouts import Layouts, Unit
from kelisim.apps.statistics.queries.series import series
from tests.statistics.test_pages import charts, plain  # noqa: F401 - a fixture

# a gives b away in 2018, c was always there: 2 units, then 3.
UNITS = Layouts(
    (
        Unit(code="a", since=None, carved_from=None),
        Unit(code="b", since=date(2018, 6, 19), carved_from="a"),
        Unit(code="c", since=None, carved_from=None),
    )
)
YEARS = range(2010, 2024)


def figure(territory: str, year: int, value: int, layout: int, *, broken: bool) -> Observation:
    return Observation(
        indicator_id="i", territory_id=territory, category_id="all", period=f"{year}-01-01",
        value=Decimal(value), unit="person", layout=layout, status="final", precision="exact",
        break_before=broken, source_id="s",
    )  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> list[Observation]:
    """Years with gaps; the layout is that of the year or back-cast to the later one; breaks anywhere."""
    rows = []
    for year in sorted(draw(st.sets(st.sampled_from(YEARS), min_size=1))):
        layout = 3 if year >= 2019 else draw(st.sampled_from((2, 3)))
        broken = draw(st.booleans())
        for code in UNITS.codes(layout):
            if draw(st.integers(0, 9)):  # a tenth is missing
                value = draw(st.integers(1, 10**6))
                rows.append(figure(code, year, value, layout, broken=broken))
    return rows


@given(rows=tables(), territory=st.sampled_from("abc"))
def test_no_series_joins_two_layouts(rows, territory):
    found = series(rows, territory, layouts=UNITS)
    values = {(row.period, row.territory_id): row for row in rows}
    for point in found.points:
        layout = values[point.period, territory].layout
        parts = UNITS.parts(territory, found.layout, later=layout) if layout != found.layout else (territory,)
        assert point.parts == len(parts)
        assert point.value == sum(values[point.period, code].value for code in parts)
        assert layout >= found.layout  # borders are kept by adding up, never by dividing


@given(rows=tables(), territory=st.sampled_from("abc"))
def test_no_piece_crosses_a_break_and_no_point_is_lost(rows, territory):
    found = series(rows, territory, layouts=UNITS)
    pieces = found.segments()
    assert [point for piece in pieces for point in piece] == list(found.points)
    assert [point.period for piece in pieces for point in piece[1:] if point.break_before] == []
    assert [piece[0].period for piece in pieces[1:]] == list(found.breaks)


@given(rows=tables(), territory=st.sampled_from("abc"))
def test_a_break_is_kept_though_its_own_figure_is_missing(rows, territory):
    points = series(rows, territory, layouts=UNITS).points
    broken = {row.period for row in rows if row.territory_id == territory and row.break_before}
    for one, other in pairwise(points):
        crossed = any(one.period < period <= other.period for period in broken)
        assert other.break_before or not crossed


def test_a_break_of_one_part_breaks_the_sum():
    rows = [
        figure("a", 2017, 10, 2, broken=False), figure("a", 2019, 6, 3, broken=False),
        figure("b", 2019, 5, 3, broken=True),
    ]  # fmt: skip
    assert series(rows, "a", layouts=UNITS).breaks == ("2019-01-01",)


@given(rows=tables(), territory=st.sampled_from("abc"))
def test_growth_is_given_within_a_piece_and_refused_over_a_break(rows, territory):
    found = series(rows, territory, layouts=UNITS)
    place = {point.period: number for number, piece in enumerate(found.segments()) for point in piece}
    for one in found.points:
        for other in found.points:
            if one.period >= other.period:
                continue
            if place[one.period] == place[other.period]:
                assert found.growth(one.period, other.period) == other.value / one.value - 1
            else:
                with pytest.raises(GrowthAcrossBreak) as refused:
                    found.growth(one.period, other.period)
                assert one.period < refused.value.broken_at <= other.period


@given(rows=tables(), territory=st.sampled_from("abc"))
def test_growth_backwards_over_a_break_is_refused_too(rows, territory):
    found = series(rows, territory, layouts=UNITS)
    for broken in found.breaks:
        with pytest.raises(GrowthAcrossBreak):
            found.growth(broken, found.points[0].period)


def test_a_missing_part_leaves_a_gap_and_no_smaller_sum():
    rows = [
        figure("a", 2017, 10, 2, broken=False), figure("a", 2019, 6, 3, broken=False),
        figure("a", 2020, 7, 3, broken=False), figure("b", 2020, 5, 3, broken=False),
    ]  # fmt: skip
    assert [(point.period[:4], int(point.value)) for point in series(rows, "a", layouts=UNITS).points] == [
        ("2017", 10), ("2020", 12),
    ]  # fmt: skip


@pytest.mark.usefixtures("figures")
def test_abai_alone_reads_in_kazakh_why_it_is_not_shown(client):
    page = "/kk/statistics/population/?territory=100000000&composition=2025-01-01"
    said = plain(client.get(page))
    for text in (
        "Абай облысы бөлек жарияланбаған",
        "Шығыс Қазақстан облысы + Абай облысы",
        "Көрсету: Шығыс Қазақстан облысы + Абай облысы",
    ):
        assert text in said, text
    within = plain(client.get("/kk/statistics/population/?territory=630000000&composition=2025-01-01"))
    assert "Бюро бұларды бірге жариялаған: Шығыс Қазақстан облысы + Абай облысы" in within


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize(
    ("territory", "said"),
    [("630000000", "16"), ("790000000", "17"), ("100000000", "20"), ("110000000", "16")],
)
def test_the_page_says_in_whose_borders_the_years_stand(client, territory, said):
    text = plain(client.get(f"/kk/statistics/population/?territory={territory}"))
    assert f"{said} аймақтың шекарасы" in text
