"""Charts of the statistics room, as Altair specifications. Imported at the first drawing only."""

from __future__ import annotations

from typing import Any

import altair as alt

from kelisim.web.charts.look import Labels, Rows, data, dressed
from kelisim.web.charts.palette import CARE, INK, LAST, MUTED, SERIES, SURFACE


def _ticks(rows: Rows, most: int) -> list[int]:
    """The years written under the axis: all, or every second, third …, so that they do not touch."""
    years = sorted({row["year"] for row in rows})
    return years[:: -(-len(years) // most)]


def _span(least: float, most: float) -> tuple[float, float]:
    """Both ends of the upright axis: a tenth of the value at least, lest a trifle look like a fall."""
    middle = (least + most) / 2
    half = max((most - least) / 2, middle / 20)
    return middle - half, middle + half


def population(rows: Rows, labels: Labels, narrow: bool) -> Any:
    """Lines by year; a new line begins after each break, which is marked.

    Rows: year, value, piece (number of the unbroken stretch), broken (whether the stretch begins here).
    """
    points = data(rows)
    year = alt.X(
        "year:Q",
        axis=alt.Axis(format="d", grid=False, values=_ticks(rows, 6 if narrow else 12), title=None),
        scale=alt.Scale(zero=False, nice=False, padding=14),
    )
    most, least = (pick(row["value"] for row in rows) for pick in (max, min))
    unit, digits = (1_000_000, 1) if most >= 3_000_000 else (1_000, 0 if most - least >= 5_000 else 1)
    count = alt.Y(
        "shown:Q",
        axis=alt.Axis(
            format=f",.{digits}f",
            title=labels["millions" if unit > 1_000 else "thousands"],
            titleAngle=0,
            titleAlign="left",
            titleAnchor="end",
            titleX=0,
            titleY=-12,
            tickCount=5,
            domain=False,
            ticks=False,
        ),
        scale=alt.Scale(zero=False, nice=True, domain=[end / unit for end in _span(least, most)]),
    )
    base = alt.Chart(points).transform_calculate(shown=f"datum.value / {unit}")
    line = base.mark_line(color=SERIES[0], strokeWidth=2.5).encode(x=year, y=count, detail="piece:N")
    dots = base.mark_point(color=SERIES[0], fill=SERIES[0], size=26, opacity=1).encode(x=year, y=count)
    marked = base.transform_filter("datum.broken").transform_calculate(at="datum.year - 0.5")
    rule = marked.mark_rule(color=CARE, strokeDash=[4, 4], strokeWidth=1.5).encode(x=alt.X("at:Q"))
    word = marked.mark_text(color=CARE, align="right", dx=-6, dy=0, y=8, baseline="top").encode(
        x=alt.X("at:Q"), text=alt.value(labels["break"])
    )
    width, height = (286, 240) if narrow else (1000, 340)
    return dressed((rule + word + line + dots).properties(width=width, height=height), narrow)


def shares(rows: Rows, labels: Labels, narrow: bool) -> Any:
    """One bar a people, longest first as given. Rows: name, share (0..1), said (the share as text)."""
    points = data(rows)
    names = [row["name"] for row in rows]
    longest = max(row["share"] for row in rows)
    bar = alt.Y(
        "name:N",
        sort=names,
        axis=alt.Axis(
            title=None, labelColor=INK, domain=False, ticks=False, labelLimit=130 if narrow else 340
        ),
    )
    length = alt.X("share:Q", axis=None, scale=alt.Scale(domain=[0, longest * 1.18]))
    base = alt.Chart(points)
    bars = base.mark_bar(color=SERIES[0], height=13, cornerRadiusEnd=2).encode(x=length, y=bar)
    said = base.mark_text(color=INK, align="left", dx=6).encode(x=length, y=bar, text="said:N")
    width = 170 if narrow else 800
    return dressed((bars + said).properties(width=width, height=24 * len(names)), narrow)


def counts(rows: Rows, labels: Labels, narrow: bool) -> Any:
    """One bar a line, in the order given. Rows: name, count (0 where hidden), said (the count as text).

    On a phone the name stands above its bar, whole: beside it, it would have to be cut.
    """
    names = [row["name"] for row in rows]
    most = max(row["count"] for row in rows) or 1
    axis = alt.Axis(title=None, labelColor=INK, domain=False, ticks=False, labelLimit=460)
    line = alt.Y("name:N", sort=names, axis=None if narrow else axis)
    length = alt.X("count:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.18]))
    base = alt.Chart(data(rows))
    drawn = base.mark_bar(color=SERIES[0], height=13, cornerRadiusEnd=2).encode(x=length, y=line)
    drawn += base.mark_text(color=INK, align="left", dx=6).encode(x=length, y=line, text="said:N")
    if narrow:
        above = base.mark_text(color=INK, align="left", baseline="bottom", dy=-9, limit=286)
        drawn += above.encode(x=alt.value(0), y=line, text="name:N")
    width, step = (286, 42) if narrow else (640, 26)
    return dressed(drawn.properties(width=width, height=step * len(names)), narrow)


def parts_and_total(rows: Rows, labels: Labels, narrow: bool) -> Any:
    """The parts laid end to end above the printed total, so that the eye sees which is longer.

    Rows: bar (the name of the line), part, value, order, first (of its bar). The total is a bar of one part.
    """
    points = data(rows)
    bars = list(dict.fromkeys(row["bar"] for row in rows))
    parts = list(dict.fromkeys(row["part"] for row in rows))
    colours = [*(*SERIES, LAST)[: len(parts) - 1], MUTED]
    colour = alt.Color(
        "part:N",
        sort=parts,
        scale=alt.Scale(domain=parts, range=colours),
        legend=alt.Legend(
            title=None,
            orient="bottom",
            values=parts[:-1],
            columns=1 if narrow or len(max(parts, key=len)) > 42 else 2,
            labelLimit=620,
            symbolType="square",
        ),
    )
    length = alt.X(
        "value:Q", stack="zero", axis=alt.Axis(title=None, format=",d", tickCount=3 if narrow else 6)
    )
    line = alt.Y("bar:N", sort=bars, axis=None, scale=alt.Scale(paddingInner=0.5, paddingOuter=0.55))
    base = alt.Chart(points)
    drawn = base.mark_bar(stroke=SURFACE, strokeWidth=1).encode(
        x=length, y=line, color=colour, order=alt.Order("order:Q")
    )
    # The name stands above its bar: beside it, a phone would have no room left for the bar.
    first = base.transform_filter("datum.first")
    names = first.mark_text(align="left", baseline="bottom", color=INK, dy=-17).encode(
        x=alt.value(0), y=line, text="bar:N"
    )
    return dressed((drawn + names).properties(width=286 if narrow else 980, height=alt.Step(54)), narrow)
