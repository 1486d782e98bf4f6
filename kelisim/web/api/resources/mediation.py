"""The mediation room's own counts exactly as its page publishes them, and its offices."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from kelisim.apps.mediation.public import has_sample, last_quarter
from kelisim.apps.registry.models import Organisation
from kelisim.apps.registry.queries import offices as all_offices
from kelisim.engines.disclosure.types import TOTAL, Released
from kelisim.kernel.places.models import Territory
from kelisim.kernel.places.queries import within_of
from kelisim.kernel.texts.of import text_of
from kelisim.web.api.asked import Asked, Code, Listed, Owner, refuse_unknown
from kelisim.web.api.pages import Page, rows_page
from kelisim.web.api.problems import Refused
from kelisim.web.api.shapes import Shape, Words, any_words, words_of
from kelisim.web.statistics.released import telling

TAG = "mediation"
router = Router()


class Cell(Shape):
    """One count. A row or column null is the total; `value` null is hidden, whatever the reason."""

    row: str | None
    column: str | None
    value: int | None


class ReleasedTable(Shape):
    """A table after suppression and rounding: parts need not add up. `digest`: SHA-256 of what is printed."""

    code: str
    digest: str
    cells: list[Cell]


class ReleasedCounts(Shape):
    """The latest quarter that is out, `until` being the first day after it; tables that tell something."""

    since: date
    until: date
    released_on: date
    sample: bool
    tables: list[ReleasedTable]


class OfficesAsked(Listed):
    """In a territory with all that lies in it."""

    territory: Code | None = Field(
        None, description=gettext_noop("Code of the territory (KATO) the offices lie in.")
    )


class OfficeRow(Shape):
    """A mediation office. `sample`: invented, to show how the platform works."""

    code: str
    name: Words
    territory: str | None
    address: Words | None
    hours: Words | None
    phone: str | None
    email: str | None
    lat: float | None
    lon: float | None
    sample: bool


@router.get(
    "/mediation/released",
    response=ReleasedCounts,
    summary=gettext_noop("Counts of mediation as released: of the last finished quarter, small ones hidden"),
)
def mediation_released(request: HttpRequest, asked: Query[Asked]) -> Any:
    """`outcome`: how applications ended; `region_topic`: applications by region and topic."""
    out = last_quarter()
    if not out:
        raise Refused("no_figures")
    return {
        "since": out[0].period.since,
        "until": out[0].period.until,
        "released_on": out[0].released_on,
        "sample": has_sample(),
        "tables": [
            {"code": one.period.level, "digest": one.digest, "cells": _cells(one.counts)}
            for one in telling(out)
        ],
    }


def _cells(counts: Released) -> list[Cell]:
    return [
        Cell(
            row=None if row == TOTAL else row,
            column=None if column == TOTAL else column,
            value=counts.value(row, column),
        )
        for row in (*counts.rows, TOTAL)
        for column in (*counts.columns, TOTAL)
    ]


@router.get(
    "/offices", response=Page[OfficeRow], summary=gettext_noop("Mediation offices that take applications")
)
def offices(request: HttpRequest, asked: Query[OfficesAsked]) -> Any:
    """In the order of the Kazakh alphabet."""
    rows = all_offices()
    place = Territory.objects.filter(code=asked.territory).first() if asked.territory else None
    if place is not None:
        rows = rows.filter(within_of("territory", place))
    elif asked.territory:
        rows = rows.none()
    page = rows_page(request, asked, rows, ("sort_key", "code"), _office)
    refuse_unknown(
        page, [Owner("territory", asked.territory, Territory.objects.filter(code=asked.territory or ""))]
    )
    return page


def _office(row: Organisation) -> OfficeRow:
    return OfficeRow(
        code=row.code,
        name=words_of(row, "name"),
        territory=row.territory_id,
        address=any_words(text_of(row, "address")),
        hours=any_words(text_of(row, "hours")),
        phone=row.phone or None,
        email=row.email or None,
        lat=row.lat,
        lon=row.lon,
        sample=row.sample,
    )
