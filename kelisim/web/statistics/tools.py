"""The page of tools for series: growth, share of another place, index to a base; refused over a break."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from kelisim.apps.statistics.errors import GrowthAcrossBreak, NoSuchFigures
from kelisim.apps.statistics.queries.series import Point, Series, series
from kelisim.web.charts.figure import Column
from kelisim.web.statistics.population import Figures
from kelisim.web.statistics.tables import Table, shown
from kelisim.web.statistics.words import chip, number, percent, period, whole


class ToolsForm(forms.Form):
    """A place, the place it is measured against, and the base year; the first of each where none is named."""

    place = forms.ChoiceField(label=gettext_lazy("Region or city"))
    of = forms.ChoiceField(label=gettext_lazy("Share of"))
    base = forms.ChoiceField(label=gettext_lazy("Base year of the index"), required=False)

    def __init__(self, data: QueryDict, units: list[tuple[str, str]], years: list[str]) -> None:
        first = {"place": units[min(1, len(units) - 1)][0], "of": units[0][0], "base": ""}
        super().__init__({name: data.get(name) or chosen for name, chosen in first.items()})
        choices = {
            "place": units,
            "of": units,
            "base": [("", _("the first of the series")), *((year, year) for year in years)],
        }
        for name, listed in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - all three are; tells the type checker
            field.choices = listed
        self.first = first

    def chosen(self, name: str) -> str:
        """What was chosen; the first where it was none of the list."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or self.first[name])


def series_tools(request: HttpRequest) -> HttpResponse:
    """The series of a place with what each tool makes of it, or why a tool refuses."""
    figures = Figures()
    if not figures.totals:
        return render(request, "statistics/nothing.html", {"title": _("Tools for series")})
    years = sorted({row.period[:4] for row in figures.totals})
    form = ToolsForm(request.GET, figures.options()["territory"], years)
    own, other = (
        series(figures.totals, form.chosen(name), layouts=figures.layouts) for name in ("place", "of")
    )
    base = form.chosen("base") or next((point.period[:4] for point in own.points), "")
    table = _table(figures, own, other, base) if own.points else None
    context = {"form": form, "table": table, "broken": figures.totals[0].indicator, "breaks": own.breaks}
    return shown(request, "statistics/series_tools.html", context, table)


def _table(figures: Figures, own: Series, other: Series, base: str) -> Table:
    sources = {row.source_id: row.source for row in figures.totals}
    against = figures.name(other.codes)
    return Table(
        key="tools",
        caption=_("Population: %(place)s") % {"place": figures.name(own.codes)},
        columns=[
            Column(label=pgettext("column", "On")),
            Column(label=pgettext("column", "People"), number=True),
            Column(label=_("Growth in a year"), number=True),
            Column(label=_("Share of: %(place)s") % {"place": against}, number=True),
            Column(label=_("Index, %(year)s = 100") % {"year": base}, number=True),
        ],
        rows=[
            [
                period(point.period),
                whole(point.value),
                _grown(own, before, point),
                _share(point, other),
                _index(own, base, point),
            ]
            for before, point in zip((None, *own.points), own.points, strict=False)
        ],
        chips=[chip(sources[code]) for code in dict.fromkeys((own.source, other.source)) if code],
        data="population",
        stack=True,
    )


def _grown(found: Series, before: Point | None, point: Point) -> str:
    """The growth since the figure before it; over a break the words why there is none."""
    if before is None:
        return ""
    try:
        return percent(found.growth(before.period, point.period), digits=2)
    except GrowthAcrossBreak as error:
        return refused(error)


def _share(point: Point, other: Series) -> str:
    """Of the same day and source only."""
    try:
        return percent(point.value / other.value(point.period), digits=2)
    except NoSuchFigures:
        return _("no figure of that day")


def _index(found: Series, base: str, point: Point) -> str:
    first = next((one for one in found.points if one.period[:4] == base), None)
    if first is None:
        return _("no figure of the base year")
    try:
        return number(found.index(first.period, point.period), 1)
    except GrowthAcrossBreak as error:
        return refused(error)


def refused(error: GrowthAcrossBreak) -> str:
    """Why there is no number."""
    return _("refused: broken before %s") % error.broken_at[:4]
