"""The page of migration: no series is held, and the difference of two censuses is not one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kelisim.apps.statistics.actions.read_rows import COLUMNS
from kelisim.apps.statistics.models import Indicator
from kelisim.apps.statistics.queries.apparent import Apparent, apparent_change
from kelisim.apps.statistics.queries.series import figures_about
from kelisim.kernel.texts.of import of
from kelisim.web.charts.figure import Column
from kelisim.web.files import Listing
from kelisim.web.statistics.tables import Table, by_indicator, shown
from kelisim.web.statistics.words import chip, percent, signed, whole

SUBJECT = "migration"


def page(request: HttpRequest) -> HttpResponse:
    """The series if any was loaded, what such a table must hold, and the apparent change."""
    rows = figures_about(SUBJECT)
    found = apparent_change()
    series = by_indicator("migration", rows, _("Migration as published")) if rows else None
    change = _table(found) if found else None
    context = {
        "series": series,
        "files": sorted({row.indicator_id for row in rows}),
        "indicators": list(Indicator.objects.filter(subject=SUBJECT)),
        "columns": COLUMNS,
        "change": change,
    }
    return shown(request, "statistics/migration.html", context, series, change)


def _file(found: Apparent) -> Listing:
    """Both counts of every people and their difference."""
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
    columns = ("people", "since", "until", "before", "after", "apparent_change", "source")
    return Listing(name="apparent-change", columns=columns, rows=lines)


def _table(found: Apparent) -> Table:
    return Table(
        key="apparent-change",
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
                signed(whole(row.difference)),
                signed(percent(row.share)),
            ]
            for row in found.rows
        ],
        chips=[chip(found.source)],
        file=_file(found),
        stack=True,
    )
