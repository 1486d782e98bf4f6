"""What stands on the axis of years beside the ledger: events, and claims with the act that says otherwise."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from kelisim.apps.institution.queries import told
from kelisim.engines.timeline.dates import written
from kelisim.web.api.asked import Listed
from kelisim.web.api.pages import Page, items_page
from kelisim.web.api.shapes import Shape, Words, words

TAG = "institution"
router = Router()


class EventsAsked(Listed):
    """Events, or claims."""

    kind: Literal["event", "claim"] | None = Field(
        None, description=gettext_noop("Only events, or only claims of the article. Default: both.")
    )


class EventRow(Shape):
    """Something that happened and is no act; or a claim, with what stands against it and in which act."""

    code: str
    kind: str
    date: str
    on: dt.date
    on_last: dt.date
    precision: str
    text: Words
    against: Words | None
    organisation: str | None
    act: str | None
    clause: str | None
    source: str | None
    chapter: str | None
    facts: list[str]
    inconsistencies: list[str]


@router.get(
    "/events",
    response=Page[EventRow],
    summary=gettext_noop("Events of the institution’s years, and claims beside the act that says otherwise"),
)
def events(request: HttpRequest, asked: Query[EventsAsked]) -> Any:
    """By day."""
    found = [*map(_event, told.events()), *map(_claim, told.claims())]
    kept = [row for row in found if asked.kind in (None, row.kind)]
    kept.sort(key=lambda row: (row.on, row.on_last, row.kind))
    return items_page(request, asked, kept)


def _days(thing: told.Event | told.Claim) -> dict[str, Any]:
    days = thing.days
    return {
        "date": written(days.first, days.last, days.precision),
        "on": days.first,
        "on_last": days.last,
        "precision": days.precision,
    }


def _event(event: told.Event) -> EventRow:
    return EventRow(
        code=event.code,
        kind="event",
        text=words(event.title),
        against=None,
        organisation=None,
        act=None,
        clause=None,
        source=None,
        chapter=event.chapter,
        facts=list(event.facts),
        inconsistencies=[],
        **_days(event),
    )


def _claim(claim: told.Claim) -> EventRow:
    return EventRow(
        code=claim.code,
        kind="claim",
        text=words(claim.text),
        against=words(claim.against),
        organisation=claim.organisation,
        act=claim.act,
        clause=claim.clause or None,
        source=claim.source,
        chapter=None,
        facts=list(claim.facts),
        inconsistencies=list(claim.inconsistencies),
        **_days(claim),
    )
