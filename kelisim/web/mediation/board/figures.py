"""The two charts of the board, each with its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kelisim.apps.mediation.queries.board import Funnel, Quarter
from kelisim.web.charts.draw import Words
from kelisim.web.charts.figure import Figure, drawings
from kelisim.web.mediation.board import lines
from kelisim.web.mediation.board.table import Table

NOT_DRAWN = {"wide": "", "narrow": ""}


def units(told: Funnel, names: Mapping[str, str]) -> Figure:
    """Units as points in the bands of chance; two at least are drawn."""
    table = lines.units(told, names)
    rows: list[dict[str, Any]] = []
    for one in sorted(told.units, key=lambda one: one.ratio.whole):
        if one.band is not None:
            rows.append({"whole": one.ratio.whole, "common": told.common, **vars(one.band)})
            rows.append({"whole": one.ratio.whole, "share": one.ratio.value, "out": one.outside})
    words = Words(
        title=table.caption,
        description=_("Each point is a unit; inside the dashed lines it differs no more than by chance."),
        labels={"whole": _("Cases counted"), "share": table.caption},
    )
    drawn = drawings("mediation.funnel", rows, words) if len(rows) > 2 else NOT_DRAWN
    return _figure(table, drawn, words.description)


def past(told: Sequence[Quarter]) -> Figure:
    """Applications and settled cases, quarter beside quarter."""
    table = lines.past(told)
    words = Words(
        title=table.caption,
        description=_("Applications and settled cases by quarter."),
        labels={"applications": _("Applications"), "settled": _("Settled cases")},
    )
    rows = [
        {
            "quarter": f"{one.first.year}/{(one.first.month + 2) // 3}",
            "what": label,
            "number": getattr(one, what),
        }
        for one in told
        for what, label in words.labels.items()
    ]
    drawn = drawings("mediation.past", rows, words) if any(row["number"] for row in rows) else NOT_DRAWN
    return _figure(table, drawn, words.description)


def _figure(table: Table, drawn: Mapping[str, str], note: str) -> Figure:
    return Figure(
        key=table.key,
        caption=table.caption,
        wide=drawn["wide"],
        narrow=drawn["narrow"],
        chips=[],
        columns=table.columns,
        rows=table.rows,
        note=note if drawn["wide"] else "",
    )


def _short(first: date) -> str:
    """2026/3 under a bar; the table says it in words."""
    return f"{first.year}/{(first.month + 2) // 3}"
