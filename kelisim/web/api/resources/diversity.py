"""How mixed each place is and how each people is spread, as on the page of diversity."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from kelisim.apps.statistics.errors import NoSuchFigures
from kelisim.apps.statistics.queries.diversity import Diversity, diversity
from kelisim.kernel.packs.pack import current
from kelisim.web.api.asked import Code, Listed, no_such
from kelisim.web.api.pages import Page, items_page
from kelisim.web.api.problems import Refused, bad_parameters
from kelisim.web.api.shapes import Number, Shape, measure

TAG = "statistics"
router = Router()


class PeoplesAsked(Listed):
    """The people the others are compared with."""

    people: Code | None = Field(
        None,
        description=gettext_noop("Code of the people the others are compared with. Default: the largest."),
    )


class PlaceRow(Shape):
    """A place and its measures (docs/method/diversity.md)."""

    territory: str
    period: str
    layout: int | None
    people: int
    rows: int
    fractionalisation: Number
    entropy: Number
    effective: Number


class PeopleRow(Shape):
    """A people against the chosen one; dissimilarity null for the chosen one itself."""

    people: str
    compared_with: str
    period: str
    layout: int
    count: int
    dissimilarity: Number | None
    isolation: Number


def _found(chosen: str) -> Diversity:
    try:
        return diversity(current().country, chosen)
    except NoSuchFigures:
        raise Refused("no_figures") from None


@router.get(
    "/diversity/places",
    response=Page[PlaceRow],
    summary=gettext_noop("How mixed each place is: fractionalisation, entropy, effective number"),
)
def diversity_places(request: HttpRequest, asked: Query[Listed]) -> Any:
    """The country first, then its units from the least mixed."""
    found = _found("")
    rows = [
        PlaceRow(
            territory=one.territory,
            period=found.period,
            layout=None if one is found.country else found.layout,
            people=one.people,
            rows=one.measures.rows,
            fractionalisation=measure(one.measures.fractionalisation),
            entropy=measure(one.measures.entropy),
            effective=measure(one.measures.effective),
        )
        for one in (found.country, *found.places)
    ]
    return items_page(request, asked, rows, lambda row: row.territory)


@router.get(
    "/diversity/peoples",
    response=Page[PeopleRow],
    summary=gettext_noop("How each people is spread: dissimilarity and isolation"),
)
def diversity_peoples(request: HttpRequest, asked: Query[PeoplesAsked]) -> Any:
    """The largest first."""
    found = _found(asked.people or "")
    if asked.people and found.chosen.code != asked.people:
        raise bad_parameters([no_such("people", asked.people)])
    rows = [
        PeopleRow(
            people=row.category.code,
            compared_with=found.chosen.code,
            period=found.period,
            layout=found.layout,
            count=row.people,
            dissimilarity=None if row.apart is None else measure(row.apart),
            isolation=measure(row.alone),
        )
        for row in found.peoples
    ]
    return items_page(request, asked, rows, lambda row: row.people)
