"""Every figure of an indicator, with all that was revised, as it stands or as it was known on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import pgettext

from kelisim.apps.statistics.access import visible_observations
from kelisim.apps.statistics.actions.read_rows import COLUMNS
from kelisim.apps.statistics.models import Indicator, Observation
from kelisim.apps.statistics.queries.revisions import all_versions, replaced_figures
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.charts.figure import Column
from kelisim.web.files import FORMATS, Listing, as_file, citation_file, list_file, refused, wanted
from kelisim.web.statistics.cited import work_of
from kelisim.web.statistics.forms import AsKnownForm
from kelisim.web.statistics.revised import LATEST, revised
from kelisim.web.statistics.tables import Table, cells, observed
from kelisim.web.statistics.words import chip, period, said

ON_A_PAGE = 100
LIFE = ("recorded", "replaced", "table", "why")


def figure_history(request: HttpRequest, indicator: str) -> HttpResponse:
    """The figures a page at a time, and the latest revisions; as files: all of them, and every version."""
    what = get_object_or_404(Indicator, code=indicator)
    form = AsKnownForm(request.GET)
    rows = _figures(indicator, form.day())
    changed = revised(replaced_figures(indicator=indicator)[:LATEST])
    if wanted(request):
        return refused(form) if form.errors else _file(request, indicator, rows, changed)
    joined = rows.select_related("territory", "category", "source", "indicator")
    page = Paginator(joined, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "indicator": what,
        "form": form,
        "known": form.day(),
        "page": page,
        "table": _table(of(what, "name"), page.object_list),
        "revised": changed,
    }
    return render(request, "statistics/history.html", context, status=422 if form.errors else 200)


def _file(
    request: HttpRequest, indicator: str, rows: QuerySet[Observation], changed: Table | None
) -> HttpResponse:
    listings = [
        observed("figures", rows),
        Listing(name="versions", columns=(*COLUMNS, *LIFE), rows=_versions(indicator)),
        *([changed.listing] if changed else []),
    ]
    file = list_file(request, *listings)
    if file is None:
        raise Http404
    return file


def figures_file(request: HttpRequest, indicator: str, ending: str) -> HttpResponse:
    """Every figure of an indicator as CSV or JSON, with codes and ISO dates; or how the table is cited.

    With `?as_known=` as they stood at the end of that day.
    """
    form = AsKnownForm(request.GET)
    day = form.day()
    if form.errors:
        return refused(form)
    get_object_or_404(Indicator, code=indicator)
    rows = _figures(indicator, day)
    if ending in FORMATS and (rows or day):  # of an early day an empty table is the answer
        return as_file(observed(indicator, rows), ending)
    if not rows:
        raise Http404
    return citation_file(work_of(rows.select_related("indicator", "source")), ending)


def _figures(indicator: str, day: date | None) -> QuerySet[Observation]:
    found = visible_observations(day).filter(indicator=indicator)
    return found.order_by("period", "territory_id", "category_id", "source_id")


def _versions(indicator: str) -> Iterable[list[object]]:
    """Every version of every figure: since when it was known, until when, and what brought it."""
    return ([*cells(row), row.recorded, row.replaced, row.table, row.why] for row in all_versions(indicator))


def _table(caption: str, rows: Iterable[Observation]) -> Table:
    found = list(rows)
    sources = {row.source_id: row.source for row in found}
    return Table(
        key="figures",
        caption=caption,
        columns=[
            Column(label=pgettext("column", "When")),
            Column(label=pgettext("column", "Territory")),
            Column(label=pgettext("column", "Category")),
            Column(label=pgettext("column", "How many"), number=True),
            Column(label=pgettext("figure", "Status")),
            Column(label=pgettext("figure", "Known since")),
            Column(label=pgettext("column", "Source")),
        ],
        rows=[
            [
                period(row.period),
                of(row.territory, "name"),
                of(row.category, "name"),
                said(row),
                str(row.get_status_display()),
                say.date(timezone.localdate(row.recorded)),
                of(row.source, "short"),
            ]
            for row in found
        ],
        chips=[chip(source) for source in sources.values()],
        stack=True,
    )
