"""Pages of published figures: population, confessions, mediation, and what there is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kelisim.apps.statistics.errors import NoSuchFigures
from kelisim.apps.statistics.models import ALL, Observation, Source
from kelisim.apps.statistics.queries.known import indicators_with_figures, sources_of_figures
from kelisim.apps.statistics.queries.mediation import published
from kelisim.apps.statistics.queries.panels import panels, sentences
from kelisim.apps.statistics.queries.series import figures_about
from kelisim.kernel.packs.pack import current
from kelisim.kernel.texts.of import of
from kelisim.web.charts.figure import Figure
from kelisim.web.files import Listing
from kelisim.web.statistics import population as people
from kelisim.web.statistics.forms import PopulationForm
from kelisim.web.statistics.maps import population_map
from kelisim.web.statistics.mediation import computed, printed
from kelisim.web.statistics.peoples import peoples
from kelisim.web.statistics.released import released
from kelisim.web.statistics.revised import revised_about
from kelisim.web.statistics.tables import (
    Table,
    by_category,
    by_indicator,
    by_period,
    parts_figure,
    shown,
    sums,
)
from kelisim.web.statistics.words import chip, period, said, whole

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
    others = by_indicator("others", figures_about("assembly"), _("Other published counts"))
    sources, changed = list(sources_of_figures()), revised_about("assembly")
    context = {
        "others": others,
        "sources": [(source, chip(source)) for source in sources],
        "indicators": indicators_with_figures(),
        "revised": changed,
    }
    return shown(request, "statistics/statistics.html", context, others, _sources_file(sources), changed)


def _sources_file(sources: list[Source]) -> Listing:
    """Every source with its address, licence and the day it was read."""
    columns = ("source", "short", "title", "url", "licence", "read_on", "verified")
    rows = [
        (one.code, of(one, "short"), of(one, "title"), one.url, of(one, "licence"), one.read_on, one.verified)
        for one in sources
    ]
    return Listing(name="sources", columns=columns, rows=rows)


def population(request: HttpRequest) -> HttpResponse:
    """How many live where, year by year, and of which peoples."""
    asked = people.Figures()
    if not asked.totals:
        return render(request, "statistics/nothing.html", {"title": _("Population")})
    form = PopulationForm(request.GET, asked.options())
    choice = form.choice()
    page = "statistics/population/"
    years, sexes = people.years(asked, choice.territory), people.sexes(asked, choice.territory)
    drawn = population_map(asked, choice.year, choice.territory)
    changed = revised_about("population")
    found = peoples(asked, choice.territory, choice.composition)
    context = {
        "form": form,
        "choice": choice,
        "place": asked.name([choice.territory]),
        "country": choice.territory == current().country,
        "years": years,
        "map": drawn,
        "peoples": found,
        "sexes": sexes,
        "otherwise": people.otherwise(asked, choice.territory),
        "printed": people.printed(asked),
        "broken": asked.totals[0].indicator,
        "panels": [sums(panel) for panel in panels(page)],
        "sentences": sentences(page),
        "revised": changed,
    }
    tables = (years.figure if years else None, drawn, found.figure, sexes, changed)
    return shown(request, "statistics/population.html", context, *tables)


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
    tables: dict[str, Table | Figure] = {
        "first": parts_figure(first, _("Parts and printed total, %s") % period(first[0].period)),
        "counts": by_indicator("counts", counts, _("Two counts, not one series")),
        "buildings": by_category(rows["places-of-worship"]),
        "schools": by_indicator("schools", schools, _("Religious press and schools")),
        "higher": by_category(rows["religious-schools-higher"]),
        "census": by_period(
            rows["census-religion"], rows["census-religion-share"], _("Religion at the censuses")
        ),
    }
    changed = revised_about("confessions")
    context: dict[str, object] = {
        **tables,
        "first_on": period(first[0].period),
        "series": rows["religious-associations"][0].indicator,
        "census_indicator": rows["census-religion"][0].indicator,
        "sentences": sentences(page),
        "revised": changed,
    }
    by_indicator_code = {panel.indicator.code: sums(panel) for panel in panels(page)}
    context |= {name: by_indicator_code.get(code) for name, code in PANELS.items()}
    return shown(request, "statistics/confessions.html", context, *tables.values(), changed)


def mediation_figures(request: HttpRequest) -> HttpResponse:
    """The published figures of a year as printed, and beneath them what follows by arithmetic."""
    rows = figures_about("mediation")
    try:
        year = published(rows)
    except NoSuchFigures:
        return render(request, "statistics/nothing.html", {"title": _("Mediation in figures")})
    page = "statistics/mediation/"
    parts = [year.applications, year.settled, year.advised]
    tables: dict[str, Table | Figure] = {
        "printed": printed(year),
        "computed": computed(year),
        "figure": parts_figure(parts, _("Applications: parts and printed total")),
        "others": by_indicator(
            "others",
            [row for row in rows if row.period != year.applications.period],
            _("Other published counts"),
        ),
    }
    counted, changed = released(), revised_about("mediation")
    own = counted.tables if counted else []
    context: dict[str, object] = {
        **tables,
        "year": period(year.applications.period),
        "over": whole(year.over),
        "hypotheses": sentences(page, "hypothesis"),
        "breaks": sentences(page, "break"),
        "councils": year.councils.indicator,
        "sums": [
            {"value": said(row), "what": of(row.indicator, "name"), "chip": chip(row.source, row.period)}
            for row in (year.councils, year.offices, year.mediators, year.applications)
        ],
        "panels": [sums(panel) for panel in panels(page)],
        "released": counted,
        "revised": changed,
    }
    return shown(request, "statistics/mediation_figures.html", context, *tables.values(), *own, changed)
