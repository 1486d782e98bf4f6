"""Pages of published figures: population, confessions, mediation, and every figure as a file."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kelisim.apps.statistics.access import visible_observations
from kelisim.apps.statistics.actions.read_rows import COLUMNS
from kelisim.apps.statistics.errors import NoSuchFigures
from kelisim.apps.statistics.models import ALL, Observation, Source
from kelisim.apps.statistics.queries.mediation import published
from kelisim.apps.statistics.queries.panels import panels, sentences
from kelisim.apps.statistics.queries.series import figures_about
from kelisim.kernel.packs.pack import current
from kelisim.kernel.texts.of import of
from kelisim.web.charts.files import as_csv
from kelisim.web.statistics import population as people
from kelisim.web.statistics.forms import PopulationForm
from kelisim.web.statistics.maps import population_map
from kelisim.web.statistics.mediation import computed, printed
from kelisim.web.statistics.peoples import peoples
from kelisim.web.statistics.released import released
from kelisim.web.statistics.tables import by_category, by_indicator, by_period, parts_figure, sums
from kelisim.web.statistics.words import chip, period, said

SCHOOLS = (
    "religious-periodicals",
    "religious-schools-higher",
    "religious-schools-secondary",
    "religious-schools-general",
    "mosque-courses",
    "sunday-schools",
)
PANELS = {
    "associations": "religious-associations",
    "worship": "places-of-worship",
    "higher_schools": "religious-schools-higher",
}
NEEDED = {*SCHOOLS, *PANELS.values(), "confessions", "census-religion", "census-religion-share"}


def statistics(request: HttpRequest) -> HttpResponse:
    """What there is, the counts that belong to no other page, and every source."""
    context = {
        "others": by_indicator(figures_about("assembly"), _("Other published counts")),
        "sources": [(source, chip(source)) for source in Source.objects.all()],
    }
    return render(request, "statistics/statistics.html", context)


def population(request: HttpRequest) -> HttpResponse:
    """How many live where, year by year, and of which peoples."""
    asked = people.Figures()
    if not asked.totals:
        return render(request, "statistics/nothing.html", {"title": _("Population")})
    form = PopulationForm(request.GET, asked.options())
    choice = form.choice()
    page = "statistics/population/"
    context = {
        "form": form,
        "choice": choice,
        "place": asked.name([choice.territory]),
        "country": choice.territory == current().country,
        "years": people.years(asked, choice.territory),
        "map": population_map(asked, choice.year, choice.territory),
        "peoples": peoples(asked, choice.territory, choice.composition),
        "sexes": people.sexes(asked, choice.territory),
        "printed": people.printed(asked),
        "broken": asked.totals[0].indicator,
        "panels": [sums(panel) for panel in panels(page)],
        "sentences": sentences(page),
    }
    return render(request, "statistics/population.html", context)


def confessions(request: HttpRequest) -> HttpResponse:
    """Associations of 2006 and of 2020, which are two series; buildings, press, schools; censuses."""
    rows: dict[str, list[Observation]] = {}
    for row in figures_about("confessions"):
        rows.setdefault(row.indicator_id, []).append(row)
    if NEEDED - rows.keys():
        return render(request, "statistics/nothing.html", {"title": _("Confessions")})
    first = [row for row in rows["religious-associations"] if not row.break_before]
    counts = [
        row for row in (*rows["confessions"], *rows["religious-associations"]) if row.category_id == ALL
    ]
    schools = [row for name in SCHOOLS for row in rows[name] if row.category_id == ALL]
    page = "statistics/confessions/"
    context = {
        "first": parts_figure(first, _("Parts and printed total, %s") % period(first[0].period)),
        "first_on": period(first[0].period),
        "counts": by_indicator(counts, _("Two counts, not one series")),
        "series": rows["religious-associations"][0].indicator,
        "buildings": by_category(rows["places-of-worship"]),
        "schools": by_indicator(schools, _("Religious press and schools")),
        "higher": by_category(rows["religious-schools-higher"]),
        "census": by_period(
            rows["census-religion"], rows["census-religion-share"], _("Religion at the censuses")
        ),
        "census_indicator": rows["census-religion"][0].indicator,
        "sentences": sentences(page),
    }
    by_indicator_code = {panel.indicator.code: sums(panel) for panel in panels(page)}
    context |= {name: by_indicator_code.get(code) for name, code in PANELS.items()}
    return render(request, "statistics/confessions.html", context)


def mediation_figures(request: HttpRequest) -> HttpResponse:
    """The published figures of a year as printed, and beneath them what follows by arithmetic."""
    rows = figures_about("mediation")
    try:
        year = published(rows)
    except NoSuchFigures:
        return render(request, "statistics/nothing.html", {"title": _("Mediation in figures")})
    page = "statistics/mediation/"
    parts = [year.applications, year.settled, year.advised]
    context = {
        "printed": printed(year),
        "computed": computed(year),
        "year": period(year.applications.period),
        "hypotheses": sentences(page, "hypothesis"),
        "breaks": sentences(page, "break"),
        "councils": year.councils.indicator,
        "figure": parts_figure(parts, _("Applications: parts and printed total")),
        "chip": chip(year.applications.source, year.applications.period),
        "sums": [
            {"value": said(row), "what": of(row.indicator, "name"), "chip": chip(row.source, row.period)}
            for row in (year.councils, year.offices, year.mediators, year.applications)
        ],
        "others": by_indicator(
            [row for row in rows if row.period != year.applications.period], _("Other published counts")
        ),
        "panels": [sums(panel) for panel in panels(page)],
        "released": released(),
    }
    return render(request, "statistics/mediation_figures.html", context)


def figures_csv(request: HttpRequest, indicator: str) -> HttpResponse:
    """Every figure of an indicator as a table: the same numbers as on the pages, with codes and ISO dates."""
    rows = (
        visible_observations().filter(indicator=indicator).order_by("period", "territory_id", "category_id")
    )
    if not rows:
        raise Http404
    return as_csv(indicator, COLUMNS, _cells(rows))


def _cells(rows: Iterable[Observation]) -> list[list[str]]:
    return [
        [
            row.indicator_id,
            row.territory_id,
            row.category_id,
            row.period,
            "" if row.value is None else f"{row.value.normalize():f}",
            row.unit,
            str(row.layout or ""),
            row.status,
            row.precision,
            "yes" if row.break_before else "no",
            row.source_id,
        ]
        for row in rows
    ]
