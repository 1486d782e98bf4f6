"""Periods of the institution and two regions side by side, as on the page of methods."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import AfterValidator, Field

from kelisim.apps.institution.queries import eras
from kelisim.apps.institution.queries.ledger import adopted, ledger
from kelisim.apps.institution.queries.notes import frame
from kelisim.web.api.asked import Code, Listed, days_in, no_such
from kelisim.web.api.pages import Page, items_page
from kelisim.web.api.problems import bad_parameters
from kelisim.web.api.shapes import Number, Shape, measure
from kelisim.web.statistics.comparison import Region
from kelisim.web.statistics.comparison import regions as compared
from kelisim.web.statistics.population import Figures

TAG = "statistics"
router = Router()
Days = Annotated[str, AfterValidator(days_in), Field(max_length=400)]


class PeriodsAsked(Listed):
    """Cuts of one's own, or those of the legal status."""

    cuts: Days | None = Field(
        None,
        description=gettext_noop(
            "Days on which a new period begins, YYYY-MM-DD with commas between. "
            "Default: the days on which the legal status changed."
        ),
        examples=["1995-03-01,2007-07-26"],
    )


class RegionsAsked(Listed):
    """Two regions."""

    one: Code = Field(description=gettext_noop("Code of the first region (KATO)."))
    other: Code = Field(description=gettext_noop("Code of the second region (KATO)."))


class PeriodRow(Shape):
    """What stood on the last day of a period, and how many changes took effect within it."""

    since: date
    until: date
    legal_status: str | None
    status_act: str | None
    bodies: int
    powers: int
    acts_in_force: int
    changes: int


class RegionRow(Shape):
    """A region in borders that do not change; null: refused, or not published for it alone."""

    territory: str
    units: list[str]
    since: str | None
    until: str | None
    before: int | None
    after: int | None
    growth: Number | None
    fractionalisation: Number | None


@router.get(
    "/periods",
    response=Page[PeriodRow],
    summary=gettext_noop("The institution’s life in periods: what stood at the end of each"),
)
def periods(request: HttpRequest, asked: Query[PeriodsAsked]) -> Any:
    """By day."""
    rows, setting, today = ledger(), frame(), timezone.localdate()
    own = [date.fromisoformat(day) for day in (asked.cuts or "").split(",") if day]
    days = own or eras.cuts(eras.statuses(rows, setting.status), today)
    found = [
        PeriodRow(
            since=one.since,
            until=one.until,
            legal_status=one.status or None,
            status_act=one.status_act or None,
            bodies=one.bodies,
            powers=one.powers,
            acts_in_force=one.acts,
            changes=one.changes,
        )
        for one in eras.periods(rows, days, adopted=adopted(), setting=setting, until=today)
    ]
    return items_page(request, asked, found, lambda row: row.since.isoformat())


@router.get(
    "/regions",
    response=Page[RegionRow],
    summary=gettext_noop("Two regions side by side, in borders that do not change"),
)
def regions(request: HttpRequest, asked: Query[RegionsAsked]) -> Any:
    """In the order asked."""
    figures = Figures()
    units = {code for code, _name in figures.options()["territory"][1:]}
    codes = {"one": asked.one, "other": asked.other}
    bad = [no_such(name, code) for name, code in codes.items() if code not in units]
    if bad:
        raise bad_parameters(bad)
    rows = [_region(one) for one in compared(figures, list(dict.fromkeys(codes.values())))]
    return items_page(request, asked, rows, lambda row: row.territory)


def _region(one: Region) -> RegionRow:
    first, last = one.ends or (None, None)
    return RegionRow(
        territory=one.code,
        units=list(one.series.codes),
        since=first.period if first else None,
        until=last.period if last else None,
        before=int(first.value) if first else None,
        after=int(last.value) if last else None,
        growth=None if one.growth is None else measure(one.growth),
        fractionalisation=None if one.mixed is None else measure(one.mixed),
    )
