"""What the population page shows: the series, the map of a year, the composition of a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kelisim.apps.statistics.errors import GrowthAcrossBreak, NoSuchFigures, NotPublishedAlone
from kelisim.apps.statistics.models import ALL, Observation
from kelisim.apps.statistics.queries.composition import Composition, Row, composition, composition_periods
from kelisim.apps.statistics.queries.layouts import Layouts, layouts
from kelisim.apps.statistics.queries.series import COUNTRY, Point, Series, figures, series
from kelisim.engines.names.order import sort_key
from kelisim.kernel.places.models import Level, Territory
from kelisim.kernel.places.queries import names_on
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.charts.draw import Words
from kelisim.web.charts.figure import Column, Figure, drawings
from kelisim.web.statistics.tables import Table
from kelisim.web.statistics.words import chip, period, precision_note, said, whole

PRINTED = ("census-population", "population-growth")
BARS = 12  # so many peoples are drawn; the table has all


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
        """All figures of population, of all sources, with the parts by sex."""
        return figures("population", category=None)

    @cached_property
    def totals(self) -> list[Observation]:
        """Those of both sexes together."""
        return [row for row in self.rows if row.category_id == ALL]

    @cached_property
    def printed(self) -> list[Observation]:
        """The figures of the whole country that belong to no series: a census, a growth."""
        rows = Observation.objects.filter(territory=COUNTRY, category=ALL, indicator__in=PRINTED)
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
        units = [(code, of(row, "name")) for code, row in self.places.items() if code != COUNTRY]
        whole_country = [(code, of(row, "name")) for code, row in self.places.items() if code == COUNTRY]
        return {
            "territory": [*whole_country, *sorted(units, key=lambda unit: sort_key(unit[1]))],
            "year": [(year, year) for year in self.years],
            "composition": [(text, period(text)) for text in self.periods],
        }


@dataclass(frozen=True, kw_only=True)
class Years:
    """The series of the chosen place as a figure, and in whose borders it stands."""

    figure: Figure
    name: str
    layout: int | None
    joined: bool
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
        download=reverse("figures-csv", args=["population"]),
    )
    return Years(
        figure=figure, name=name, layout=found.layout, joined=len(found.codes) > 1, last=found.points[-1]
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
        return say.percent(found.growth(before.period, point.period), digits=2)
    except GrowthAcrossBreak:
        return pgettext("series", "broken")


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
        download=reverse("figures-csv", args=[found.sources[0].indicator_id]),
    )


def _share(row: Row) -> Decimal | None:
    return row.share if row.share is not None else row.printed_share


def _people(row: Row, computed: bool, printed: bool) -> list[str]:
    cells = [of(row.category, "name"), _("not published") if row.count is None else whole(row.count)]
    if computed:
        cells.append("" if row.share is None else say.percent(row.share, digits=2))
    if printed:
        cells.append("" if row.printed_share is None else say.percent(row.printed_share))
    return cells


def sexes(asked: Figures, territory: str) -> Table | None:
    """Men and women of a place on the one day for which they were published."""
    found = [row for row in asked.rows if row.territory_id == territory and row.category.kind == "sex"]
    if not found:
        return None
    total = sum((row.value or Decimal(0) for row in found), Decimal(0))
    return Table(
        caption=_("Men and women: %(name)s, %(on)s")
        % {"name": asked.name([territory]), "on": period(found[0].period)},
        columns=[
            Column(label=""),
            Column(label=pgettext("column", "Count"), number=True),
            Column(label=_("Share, computed"), number=True),
        ],
        rows=[
            [of(row.category, "name"), whole(row.value or 0), say.percent((row.value or Decimal(0)) / total)]
            for row in found
        ],
        chips=[chip(found[0].source)],
    )


def printed(asked: Figures) -> list[dict[str, object]]:
    """What the article prints of the whole country: the count of the census and the growth."""
    return [
        {"value": said(row), "what": of(row.indicator, "name"), "chip": chip(row.source, row.period)}
        for row in asked.printed
    ]


def former_names(year: str) -> Mapping[str, str]:
    """How units were called on 1 January of the year, where it was otherwise than today."""
    return {code: text.of() for code, text in names_on(date(int(year), 1, 1)).items()}
