"""What all charts share: data by value, and the look, in the page's own colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from kelisim.web.charts.palette import INK, LINE, MUTED

# Room for words is measured with the widest font a reader may see them in.
MEASURED = "DejaVu Sans"

Rows = Sequence[Mapping[str, Any]]
Labels = Mapping[str, str]


def data(rows: Rows) -> Any:
    """Rows inside the specification: nothing is fetched."""
    return alt.Data(values=[dict(row) for row in rows])  # type: ignore[no-untyped-call]


def dressed(chart: Any, narrow: bool) -> Any:
    """The look all our charts share; text sizes are for the width at which the drawing is shown."""
    size = 12 if narrow else 14
    axis = {
        "labelColor": MUTED,
        "titleColor": MUTED,
        "labelFontSize": size,
        "titleFontSize": size,
        "titleFontWeight": "normal",
        "gridColor": LINE,
        "domainColor": LINE,
        "tickColor": LINE,
        "labelPadding": 6,
    }
    text = {"labelColor": INK, "titleColor": MUTED, "labelFontSize": size, "titleFontSize": size}
    return (
        chart.configure(font=MEASURED, padding={"top": 16, "left": 8, "right": 8, "bottom": 8})
        .configure_view(stroke=None)
        .configure_axis(**axis)
        .configure_legend(**text)
        .configure_text(fontSize=size)
    )
