"""Of which peoples a place is made up, as a figure; or why there is none and where to look."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kelisim.apps.statistics.errors import NoSuchFigures, NotPublishedAlone
from kelisim.apps.statistics.queries.composition import Composition, Row, composition
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.charts.draw import Words
from kelisim.web.charts.figure import Column, Figure, drawings
from kelisim.web.statistics.population import Figures
from kelisim.web.statistics.words import chip, percent, period, whole

BARS = 12  # so many peoples are drawn; the table has all


@dataclass(frozen=True, kw_only=True)
class Peoples:
    """The composition as a figure, or why there is none and where to look."""

    figure: Figure | None = None
    name: str = ""
    joined: bool = False
    total: Decimal | None = None
    apart: str = ""
    within: str = ""
    within_code: str = ""


def peoples(asked: Figures, territory: str, on: str) -> Peoples:
    """The composition of a place on a day."""
    try:
        found = composition(territory, on, layouts=asked.layouts)
    except NotPublishedAlone as error:
        codes = asked.layouts.parts(error.unit, error.layout, later=len(asked.layouts.units))
        return Peoples(apart=asked.name([territory]), within=asked.name(codes), within_code=error.unit)
    except NoSuchFigures:
        return Peoples(apart=asked.name([territory]))
    name = asked.name(found.codes)
    return Peoples(
        figure=_composition_figure(found, name), name=name, joined=len(found.codes) > 1, total=found.total
    )


def _composition_figure(found: Composition, name: str) -> Figure:
    shown = [row for row in found.rows if _share(row) and not row.category.residual][:BARS]
    words = Words(
        title=_("Ethnic composition: %(name)s, %(on)s") % {"name": name, "on": period(found.period)},
        description="; ".join(
            f"{of(row.category, 'name')} {say.percent(_share(row) or 0)}" for row in shown[:5]
        ),
        labels={},
    )
    bars = [
        {
            "name": of(row.category, "name"),
            "share": float(_share(row) or 0),
            "said": say.percent(_share(row) or 0),
        }
        for row in shown
    ]
    printed = any(row.printed_share is not None for row in found.rows)
    columns = [
        Column(label=_("People (ethnic group)")),
        Column(label=pgettext("column", "Count"), number=True),
    ]
    columns += [Column(label=_("Share, computed"), number=True)] if found.total else []
    columns += [Column(label=_("Share, as printed"), number=True)] if printed else []
    return Figure(
        key="composition",
        caption=words.title,
        **(drawings("statistics.shares", bars, words) if bars else {"wide": "", "narrow": ""}),
        chips=[chip(row.source) for row in found.sources],
        columns=columns,
        rows=[_people(row, bool(found.total), printed) for row in found.rows],
        data=found.sources[0].indicator_id,
    )


def _share(row: Row) -> Decimal | None:
    return row.share if row.share is not None else row.printed_share


def _people(row: Row, computed: bool, printed: bool) -> list[str]:
    cells = [of(row.category, "name"), _("not published") if row.count is None else whole(row.count)]
    if computed:
        cells.append("" if row.share is None else percent(row.share, digits=2))
    if printed:
        cells.append("" if row.printed_share is None else percent(row.printed_share))
    return cells
