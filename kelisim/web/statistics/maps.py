"""The map of a year: equal squares first, the outline beside them, the table beneath."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kelisim.apps.statistics.models import Observation
from kelisim.apps.statistics.queries.layouts import Layouts
from kelisim.engines.names.order import sort_key
from kelisim.kernel.places.queries import tiles
from kelisim.kernel.texts.of import of
from kelisim.web.charts.figure import Chip, Column, tabled
from kelisim.web.charts.outline import Outline, outlines
from kelisim.web.charts.scale import Scale, scale
from kelisim.web.charts.tiles import Square, squares
from kelisim.web.files import Listing
from kelisim.web.statistics.population import Figures, former_names
from kelisim.web.statistics.words import chip, precision_note, short, whole


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One unit on the outline map."""

    path: str
    step: int
    name: str
    said: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class Map:
    """What `statistics/parts/map.html` takes."""

    caption: str
    squares: list[Square]
    outline: Outline | None
    shapes: list[Shape]
    legend: list[tuple[int, str]]
    chips: list[Chip]
    columns: list[Column]
    rows: list[list[str]]
    credit: str
    layout: int
    back_cast: bool
    data: str

    @property
    def listing(self) -> Listing:
        """Its table as a file."""
        return tabled("map", self.columns, self.rows)


def population_map(asked: Figures, year: str, territory: str) -> Map:
    """The units of the year in the borders in which they were published."""
    rows = _of_year(asked, year)
    layout = max(row.layout or 0 for row in rows.values())
    names = _names(asked, year)
    values = {code: float(row.value or 0) for code, row in rows.items()}
    steps = scale(values.values())
    unit = asked.layouts.unit_of(territory, layout)
    ordered = sorted(rows.values(), key=lambda row: sort_key(names[row.territory_id]))
    drawn = _outline(asked.layouts, layout)

    def tell(code: str) -> tuple[str, str, str]:
        return names[code], short(rows[code].value or Decimal(0)), _address(code, year)

    return Map(
        caption=_("Population by region, 1 January %s") % year,
        squares=squares(
            tiles(asked.layouts.day(layout)), values, scale=steps, tell=tell, current=frozenset({unit})
        ),
        outline=drawn,
        shapes=_shapes(drawn, rows, names, steps, unit),
        legend=_legend(steps),
        chips=[chip(next(iter(rows.values())).source)],
        columns=[
            Column(label=_("Region or city")),
            Column(label=pgettext("column", "People"), number=True),
            Column(label=pgettext("column", "Remark")),
        ],
        rows=[
            [names[row.territory_id], whole(row.value or 0), precision_note(row.precision)] for row in ordered
        ],
        credit=drawn.credit if drawn else "",
        layout=layout,
        back_cast=any(row.precision == "back_cast" for row in ordered),
        data="population",
    )


def _of_year(asked: Figures, year: str) -> dict[str, Observation]:
    """The units of the year from the source that has most of them."""
    by_source: dict[str, dict[str, Observation]] = {}
    for row in asked.totals:
        if row.period.startswith(year) and row.layout is not None:
            by_source.setdefault(row.source_id, {})[row.territory_id] = row
    longest = {code: sum(row.source_id == code for row in asked.totals) for code in by_source}
    return by_source[max(by_source, key=lambda code: (longest[code], code))]


def _names(asked: Figures, year: str) -> dict[str, str]:
    """Full names as they were that year."""
    present = {code: of(row, "name") for code, row in asked.places.items()}
    return {**present, **former_names(year)}


def _address(code: str, year: str) -> str:
    return f"{reverse('population')}?territory={code}&year={year}#years"


def _shapes(
    drawn: Outline | None,
    rows: Mapping[str, Observation],
    names: Mapping[str, str],
    steps: Scale,
    unit: str,
) -> list[Shape]:
    if drawn is None:
        return []
    return [
        Shape(
            path=path,
            step=steps.step(float(rows[code].value or 0)),
            name=names[code],
            said=whole(rows[code].value or 0),
            current=code == unit,
        )
        for code, path in drawn.paths.items()
        if code in rows
    ]


def _outline(layouts: Layouts, layout: int) -> Outline | None:
    """The borders of the layout; where only a later one is drawn, its parts put together."""
    known = outlines()
    later = min((units for units in known if units >= layout), default=None)
    if later is None:
        return None
    paths = {
        code: "".join(known[later].paths[part] for part in layouts.parts(code, layout, later=later))
        for code in layouts.codes(layout)
    }
    return replace(known[later], paths=paths)


def _legend(steps: Scale) -> list[tuple[int, str]]:
    said = []
    for step, low, high in steps.ranges():
        if low is None:
            said.append((step, _("under %s") % whole(high or 0)))
        elif high is None:
            said.append((step, _("%s and more") % whole(low)))
        else:
            said.append((step, _("%(low)s to %(high)s") % {"low": whole(low), "high": whole(high)}))
    return said
