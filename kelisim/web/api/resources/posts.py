"""Posts of the institution on a day, and the office holders whom acts name."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from kelisim.apps.institution.models import Tenure
from kelisim.apps.institution.queries.ledger import ledger
from kelisim.apps.institution.queries.structure import structure_from
from kelisim.web.api.asked import Day, Listed
from kelisim.web.api.pages import Page, items_page
from kelisim.web.api.shapes import Shape, Words, words_of
from kelisim.web.institution.tree import Seats, seats_on

TAG = "institution"
router = Router()


class PostsAsked(Listed):
    """A day."""

    on: Day | None = Field(None, description=gettext_noop("The day, YYYY-MM-DD. Default: today."))


class OfficeHolder(Shape):
    """A public office holder, by the name an act gives; `until` is the first day she held it no more."""

    name: str
    since: date | None
    until: date | None
    act: str


class PostRow(Shape):
    """A post: its body, seats if fixed, how it is filled, and those whom an act names to it."""

    code: str
    label: Words
    organisation: str
    seats: int | None
    filled_by: str
    act: str | None
    holders: list[OfficeHolder]


@router.get(
    "/posts",
    response=Page[PostRow],
    summary=gettext_noop("Posts of the institution on a day, with the office holders whom acts name"),
)
def posts(request: HttpRequest, asked: Query[PostsAsked]) -> Any:
    """The same posts as on the page of the structure."""
    found = structure_from(ledger(), asked.on or timezone.localdate())
    rows = [_post(one) for one in seats_on(found)]
    return items_page(request, asked, rows)


def _post(one: Seats) -> PostRow:
    return PostRow(
        code=one.post.code,
        label=words_of(one.post, "label"),
        organisation=one.post.organisation.code,
        seats=one.seats,
        filled_by=one.post.filled_by,
        act=one.post.act.code if one.post.act else None,
        holders=[_holder(row, row.act.code) for row in one.tenures if row.act],
    )


def _holder(row: Tenure, act: str) -> OfficeHolder:
    return OfficeHolder(name=row.person.name, since=row.since, until=row.until, act=act)
