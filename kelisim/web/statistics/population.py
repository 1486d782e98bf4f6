"""What the population page asks and shows: the series by year, men and women, what the article prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kelisim.apps.statistics.access import visible_observations
from kelisim.apps.statistics.errors import GrowthAcrossBreak
from kelisim.apps.statistics.models import ALL, Observation
from kelisim.apps.statistics.queries.composition import composition_periods
from kelisim.apps.statistics.queries.layouts import Layouts, layouts
from kelisim.apps.statistics.queries.series import Point, Series, figures, series
from kelisim.engines.names.order import sort_key
from kelisim.kernel.packs.pack import current
from kelisim.kernel.places.models import Level, Territory
from kelisim.kernel.places.queries import names_on
from kelisim.kernel.texts.of import of
from kelisim.web.charts.draw import Words
from kelisim.web.charts.figure import Column, Figure, drawings
from kelisim.web.statistics.tables import Table
from kelisim.web.statistics.words import MINUS, chip, percent, period, precision_note, said, whole

PRINTED = ("census-population", "population-growth")


class Figures:
    """Everything the page asks the database, asked once."""

    @cached_property
    def places(self) -> dict[str, Territory]:
        """The country and its units by code."""
        rows = Territory.objects.filter(level__in=(Level.COUNTRY, Level.REGION)).defer(
            "key", "solid", "bones"
        )
        return {row.code: row for row in rows}

    @cached_property
    def layouts(self) -> Layouts:
        """The layouts of units."""
        return layouts()

    @cached_property
    def rows(self) -> list[Observation]:
        """Figures of population of the country and its units, of all sources, with the parts by sex."""
        return figures("population", category=None, levels=(Level.COUNTRY, Level.REGION))

    @cached_property
    def totals(self) -> list[Observation]:
        """Those of both sexes together."""
        return [row for row in self.rows if row.category_id == ALL]

    @cached_property
    def printed(self) -> list[Observation]:
        """The figures of the whole country that belong to no series: a census, a growth."""
        rows = visible_observations().filter(territory=current().country, category=ALL, indicator__in=PRINTED)
        return list(rows.select_related("indicator", "source").order_by("indicator"))

    @cached_property
    def periods(self) -> list[str]:
        """The days for which a composition was published, the latest first."""
        return composition_periods()

    @cached_property
    def years(self) -> list[str]:
        """The years for which figures of regions exist, the latest first."""
        return sorted({row.period[:4] for row in self.totals if row.layout is not None}, reverse=True)

    def name(self, codes: Sequence[str]) -> str:
        """One name, or several joined when they were published together."""
        return " + ".join(of(self.places[code], "name") for code in codes if code in self.places)

    def options(self) -> dict[str, list[tuple[str, str]]]:
        """What the reader may choose from; the country first, then the units in alphabetical order."""
        named = {code: of(row, "name") for code, row in self.places.items()}
        root = current().country
        units = sorted(((code, name) for code, name in named.items() if code != root), key=_by_name)
        return {
            "territory": [(root, named[root]), *units],
            "year": [(year, year) for year in self.years],
            "composition": [(text, period(text)) for text in self.periods],
        }


def _by_name(unit: tuple[str, str]) -> str:
    return sort_key(unit[1])


@dataclass(frozen=True, kw_only=True)
class Years:
    """The series of the chosen place as a figure, and in whose borders it stands."""

    figure: Figure
    name: str
    layout: int | None
    joined: bool
    broken: bool
    last: Point


def years(asked: Figures, territory: str) -> Years | None:
    """The figure by year; None where nothing was published."""
    found = series(asked.totals, territory, layouts=asked.layouts)
    if not found.points:
        return None
    name = asked.name(found.codes)
    words = _year_words(found, name)
    source = next(row.source for row in asked.totals if row.source_id == found.source)
    figure = Figure(
        key="years",
        caption=words.title,
        **drawings("statistics.population", list(_drawn(found)), words),
        chips=[chip(source)],
        columns=[
            Column(label=pgettext("column", "On")),
            Column(label=pgettext("column", "People"), number=True),
            Column(label=_("Growth in a year"), number=True),
            Column(label=pgettext("column", "Remark")),
        ],
        rows=[
            _line(found, before, point)
            for before, point in zip((None, *found.points), found.points, strict=False)
        ],
        data="population",
        note=_("The upright axis does not begin at zero."),
    )
    return Years(
        figure=figure,
        name=name,
        layout=found.layout,
        joined=len(found.codes) > 1,
        broken=bool(found.breaks),
        last=found.points[-1],
    )


def _year_words(found: Series, name: str) -> Words:
    """What the chart by year says, and its description for who cannot see it."""
    first, last = found.points[0], found.points[-1]
    return Words(
        title=_("Population by year: %s") % name,
        description=_("From %(first)s on %(since)s to %(last)s on %(until)s. Broken before: %(breaks)s.")
        % {
            "first": whole(first.value),
            "since": period(first.period),
            "last": whole(last.value),
            "until": period(last.period),
            "breaks": ", ".join(one[:4] for one in found.breaks) or pgettext("series", "nowhere"),
        },
        labels={
            "millions": _("million people"),
            "thousands": _("thousand people"),
            "break": pgettext("series", "break"),
        },
    )


def _drawn(found: Series) -> list[dict[str, int | bool]]:
    return [
        {
            "year": int(point.period[:4]),
            "value": int(point.value),
            "piece": number,
            "broken": number > 0 and not place,
        }
        for number, piece in enumerate(found.segments())
        for place, point in enumerate(piece)
    ]


def _line(found: Series, before: Point | None, point: Point) -> list[str]:
    return [
        period(point.period),
        whole(point.value),
        _growth(found, before, point),
        precision_note(point.precision, point.parts),
    ]


def _growth(found: Series, before: Point | None, point: Point) -> str:
    """The growth since the line above; a break is said, not left empty."""
    if before is None:
        return ""
    try:
        return percent(found.growth(before.period, point.period), digits=2)
    except GrowthAcrossBreak:
        return pgettext("series", "broken")


def sexes(asked: Figures, territory: str) -> Table | None:
    """Men and women of a place on the one day for which they were published."""
    found = [row for row in asked.rows if row.territory_id == territory and row.category.kind == "sex"]
    if not found:
        return None
    total = sum((row.value or Decimal(0) for row in found), Decimal(0))
    return Table(
        key="sexes",
        caption=_("Men and women: %(name)s, %(on)s")
        % {"name": asked.name([territory]), "on": period(found[0].period)},
        columns=[
            Column(label=""),
            Column(label=pgettext("column", "Count"), number=True),
            Column(label=_("Share, computed"), number=True),
        ],
        rows=[
            [of(row.category, "name"), whole(row.value or 0), percent((row.value or Decimal(0)) / total)]
            for row in found
        ],
        chips=[chip(found[0].source)],
        stack=True,
    )


@dataclass(frozen=True, kw_only=True)
class Otherwise:
    """Two files of the bureau that differ: what each says of one place and day."""

    together: str
    series: str
    difference: str


def otherwise(asked: Figures, territory: str) -> Otherwise | None:
    """Men and women together where the yearly series says otherwise; the country's is a panel of its own."""
    found = [row for row in asked.rows if row.territory_id == territory and row.category.kind == "sex"]
    if not found or territory == current().country:
        return None
    together = sum((row.value or Decimal(0) for row in found), Decimal(0))
    same_day = (row for row in asked.totals if (row.territory_id, row.period) == (territory, found[0].period))
    total = next((row.value for row in same_day if row.value is not None), together)
    if total == together:
        return None
    difference = whole(together - total).replace("-", MINUS)
    return Otherwise(together=whole(together), series=whole(total), difference=difference)


def printed(asked: Figures) -> list[dict[str, object]]:
    """What the article prints of the whole country: the count of the census and the growth."""
    return [
        {"value": said(row), "what": of(row.indicator, "name"), "chip": chip(row.source, row.period)}
        for row in asked.printed
    ]


def former_names(year: str) -> Mapping[str, str]:
    """How units were called on 1 January of the year, where it was otherwise than today."""
    return {code: text.of() for code, text in names_on(date(int(year), 1, 1)).items()}
