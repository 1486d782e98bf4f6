"""The page of migration: no series is held, and the difference of two censuses is not one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kelisim.apps.statistics.actions.read_rows import COLUMNS
from kelisim.apps.statistics.models import Indicator
from kelisim.apps.statistics.queries.apparent import Apparent, apparent_change
from kelisim.apps.statistics.queries.series import figures_about
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.charts.figure import Column
from kelisim.web.charts.files import as_csv
from kelisim.web.statistics.tables import Table, by_indicator
from kelisim.web.statistics.words import chip, whole

SUBJECT = "migration"
MINUS = "\u2212"


def page(request: HttpRequest) -> HttpResponse:
    """The series if any was loaded, what such a table must hold, and the apparent change."""
    rows = figures_about(SUBJECT)
    found = apparent_change()
    context = {
        "series": by_indicator(rows, _("Migration as published")) if rows else None,
        "files": sorted({row.indicator_id for row in rows}),
        "indicators": list(Indicator.objects.filter(subject=SUBJECT)),
        "columns": COLUMNS,
        "change": _table(found) if found else None,
    }
    return render(request, "statistics/migration.html", context)


def change_csv(request: HttpRequest) -> HttpResponse:
    """Both counts of every people and their difference."""
    found = apparent_change()
    if found is None:
        raise Http404
    columns = ("people", "since", "until", "before", "after", "apparent_change", "source")
    lines = [
        (
            row.category.code,
            found.since,
            found.until,
            int(row.before),
            int(row.after),
            int(row.difference),
            found.source.code,
        )
        for row in found.rows
    ]
    return as_csv("apparent-change", columns, lines)


def _table(found: Apparent) -> Table:
    return Table(
        caption=_("Apparent change between the censuses of %(since)s and %(until)s")
        % {"since": found.since, "until": found.until},
        columns=[
            Column(label=_("People (ethnic group)")),
            Column(label=found.since, number=True),
            Column(label=found.until, number=True),
            Column(label=pgettext("column", "Apparent change"), number=True),
            Column(label="%", number=True),
        ],
        rows=[
            [
                of(row.category, "name"),
                whole(row.before),
                whole(row.after),
                _signed(whole(row.difference)),
                _signed(say.percent(row.share)),
            ]
            for row in found.rows
        ],
        chips=[chip(found.source)],
        download=reverse("apparent-change-csv"),
        stack=True,
    )


def _signed(said: str) -> str:
    return said.replace("-", MINUS) if said.startswith("-") else f"+{said}"
