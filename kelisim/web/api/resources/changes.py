"""Two censuses compared, sides of the infrastructure, and whether parts make their totals."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router

from kelisim.apps.statistics.queries.apparent import apparent_change
from kelisim.apps.statistics.queries.panels import Panel, panels
from kelisim.kernel.texts.say import exact
from kelisim.web.api.asked import Listed
from kelisim.web.api.pages import Page, items_page
from kelisim.web.api.problems import Refused
from kelisim.web.api.shapes import Number, Shape, Words, words
from kelisim.web.statistics.infrastructure import points, read

TAG = "statistics"
router = Router()


class ChangeRow(Shape):
    """One people at two censuses. The difference is not migration."""

    people: str
    since: str
    until: str
    before: int
    after: int
    apparent_change: int
    source: str


class PointRow(Shape):
    """One point of one side; it rests on a source or on acts. `value` is a count, or the code of a status."""

    side: str
    series: str
    period: str
    value: str | None
    unit: str
    rests_on: list[str]


class PartRow(Shape):
    """A part of a table, or one of several sources; `at_least`: the source says more than this."""

    code: str
    value: Number
    at_least: bool


class ReconciliationRow(Shape):
    """A table held against its printed total: compared and shown, never mended. `difference` null: a part is
    known only as “more than”, and `rest` is what the total leaves for it."""

    code: str
    indicator: str
    period: str
    source: str
    between_sources: bool
    parts: list[PartRow]
    added: Number
    total: Number
    difference: Number | None
    rest: Number | None
    verdict: str
    reason: Words
    inconsistencies: list[str]


@router.get(
    "/apparent-change",
    response=Page[ChangeRow],
    summary=gettext_noop("By how much each people differs between two censuses; this is not migration"),
)
def apparent(request: HttpRequest, asked: Query[Listed]) -> Any:
    """In the order of the pack."""
    found = apparent_change()
    if found is None:
        raise Refused("no_figures")
    rows = [
        ChangeRow(
            people=row.category.code,
            since=found.since,
            until=found.until,
            before=int(row.before),
            after=int(row.after),
            apparent_change=int(row.difference),
            source=found.source.code,
        )
        for row in found.rows
    ]
    return items_page(request, asked, rows, lambda row: row.people)


@router.get(
    "/infrastructure",
    response=Page[PointRow],
    summary=gettext_noop("Six sides of the institution over the years, each point with what it rests on"),
)
def infrastructure(request: HttpRequest, asked: Query[Listed]) -> Any:
    """By side, series and period."""
    rows = [
        PointRow(
            side=side,
            series=series,
            period=period,
            value=value or None,
            unit=unit,
            rests_on=rests_on.split(),
        )
        for side, series, period, value, unit, rests_on in points(read())
    ]
    return items_page(
        request, asked, rows, lambda row: " ".join((row.side, row.series, row.period, *row.rests_on))
    )


@router.get(
    "/reconciliations",
    response=Page[ReconciliationRow],
    summary=gettext_noop("Whether parts make their printed total, table by table"),
)
def reconciliations(request: HttpRequest, asked: Query[Listed]) -> Any:
    """In the order of the pack."""
    return items_page(request, asked, [_panel(one) for one in panels()])


def _panel(panel: Panel) -> ReconciliationRow:
    sums = panel.sums
    return ReconciliationRow(
        code=panel.key,
        indicator=panel.indicator.code,
        period=panel.period,
        source=panel.source.source_id,
        between_sources=panel.between_sources,
        parts=[
            PartRow(code=part.code, value=exact(part.value), at_least=part.at_least) for part in sums.parts
        ],
        added=exact(sums.added),
        total=exact(sums.total),
        difference=None if sums.difference is None else exact(sums.difference),
        rest=None if sums.rest is None else exact(sums.rest),
        verdict=sums.verdict.value,
        reason=words(panel.reason),
        inconsistencies=list(panel.inconsistencies),
    )
