"""Charts of the mediation room, as Altair specifications. Imported at the first drawing only."""

from __future__ import annotations

from typing import Any

import altair as alt

from kelisim.web.charts.look import Labels, Rows, data, dressed
from kelisim.web.charts.palette import CARE, INK, LINE, MUTED, SERIES

_BANDS = ("outer_low", "inner_low", "common", "inner_high", "outer_high")


def funnel(rows: Rows, labels: Labels, narrow: bool) -> Any:
    """Units as points in the bands of chance. Rows: whole, and either share with out (outside the outer
    band), or the band's five heights."""
    units = [row for row in rows if "share" in row]
    bands = [row for row in rows if "share" not in row]
    whole = alt.X("whole:Q", title=labels["whole"], scale=alt.Scale(zero=False, nice=False))
    height: dict[str, Any] = {
        "scale": alt.Scale(domain=[0, 1]),
        "axis": alt.Axis(format="%", title=labels["share"]),
    }
    lines = [
        alt.Chart(data(bands))
        .mark_line(
            color=MUTED if name == "common" else LINE,
            strokeDash=[4, 3] if name.startswith("outer") else [1, 0],
        )
        .encode(x=whole, y=alt.Y(f"{name}:Q", **height))
        for name in _BANDS
    ]
    colour = alt.condition("datum.out", alt.value(CARE), alt.value(SERIES[0]))
    points = (
        alt.Chart(data(units))
        .mark_point(filled=True, size=60)
        .encode(x=whole, y=alt.Y("share:Q", **height), color=colour)
    )
    width, tall = (286, 260) if narrow else (900, 320)
    return dressed(alt.layer(*lines, points).properties(width=width, height=tall), narrow)


def past(rows: Rows, labels: Labels, narrow: bool) -> Any:
    """Quarters beside each other, a bar for each of two numbers. Rows: quarter, what, number."""
    order = [labels["applications"], labels["settled"]]
    scale = alt.Scale(domain=order, range=[LINE, SERIES[0]])
    bars = (
        alt.Chart(data(rows))
        .mark_bar(stroke=INK, strokeWidth=0.4)
        .encode(
            x=alt.X("quarter:N", sort=None, title=None, axis=alt.Axis(labelAngle=-45 if narrow else 0)),
            xOffset=alt.XOffset("what:N", sort=order),
            y=alt.Y("number:Q", title=None),
            color=alt.Color("what:N", scale=scale, legend=alt.Legend(title=None, orient="bottom")),
        )
    )
    width, tall = (270, 220) if narrow else (900, 260)
    return dressed(bars.properties(width=width, height=tall), narrow)
