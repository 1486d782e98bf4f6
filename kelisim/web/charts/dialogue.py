"""Charts of the dialogue room, as Altair specifications. Imported at the first drawing only."""

from __future__ import annotations

from typing import Any

import altair as alt

from kelisim.web.charts.look import Labels, Rows, data, dressed
from kelisim.web.charts.palette import SERIES


def counted(rows: Rows, labels: Labels, narrow: bool) -> Any:
    """Counted people day by day. Rows: day, counted."""
    line = (
        alt.Chart(data(rows))
        .mark_line(color=SERIES[0], point=alt.OverlayMarkDef(color=SERIES[0]))
        .encode(
            x=alt.X("day:T", title=None, axis=alt.Axis(format="%d.%m", tickCount=4 if narrow else 8)),
            y=alt.Y("counted:Q", title=labels["counted"], scale=alt.Scale(zero=True)),
        )
    )
    width, tall = (270, 180) if narrow else (900, 220)
    return dressed(line.properties(width=width, height=tall), narrow)
