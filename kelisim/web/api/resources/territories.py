"""Territories as they stood on a day: 16, 17 or 20 first-level units, and everything below them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from kelisim.kernel.places.models import Level, Territory
from kelisim.kernel.places.queries import names_on, standing
from kelisim.kernel.texts.of import text_of
from kelisim.web.api.asked import Code, Day, Listed, Owner, refuse_unknown
from kelisim.web.api.pages import Page, rows_page
from kelisim.web.api.shapes import Shape, Words, words

TAG = "territories"
router = Router()


class TerritoriesAsked(Listed):
    """A day, a level, and what they lie in."""

    on: Day | None = Field(
        None,
        description=gettext_noop("The day on which they stood, YYYY-MM-DD. Default: today."),
        examples=["2017-06-01"],
    )
    level: Level = Field(
        Level.REGION, description=gettext_noop("How deep in the tree. Default: the first-level units.")
    )
    parent: Code | None = Field(None, description=gettext_noop("Code of the territory they lie in directly."))


class TerritoryRow(Shape):
    """A territory with its name on the day; half-open: `until` is the first day it stood no more."""

    code: str
    level: str
    kind: str
    name: Words
    parent: str | None
    carved_from: str | None
    iso: str | None
    since: date | None
    until: date | None


@router.get(
    "/territories",
    response=Page[TerritoryRow],
    summary=gettext_noop("Territories on a day, with the names they had"),
)
def territories(request: HttpRequest, asked: Query[TerritoriesAsked]) -> Any:
    """In the order of the Kazakh alphabet."""
    day = asked.on or timezone.localdate()
    names = names_on(day)
    rows = Territory.objects.filter(standing(day), level=asked.level)
    if asked.parent:
        rows = rows.filter(parent=asked.parent)

    def shape(row: Territory) -> TerritoryRow:
        return TerritoryRow(
            code=row.code,
            level=row.level,
            kind=row.kind,
            name=words(names.get(row.code) or text_of(row, "name")),
            parent=row.parent_id,
            carved_from=row.carved_from_id,
            iso=row.iso or None,
            since=row.since,
            until=row.until,
        )

    page = rows_page(request, asked, rows, ("sort_key", "code"), shape)
    refuse_unknown(page, [Owner("parent", asked.parent, Territory.objects.filter(code=asked.parent or ""))])
    return page
