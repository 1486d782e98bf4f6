"""What readers brought for and against each claim, as published, and where each claim stands by it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from kelisim.apps.statistics.models import Evidence
from kelisim.apps.statistics.queries.claims import Statement, statements
from kelisim.apps.statistics.queries.evidence import Shelf, shelves
from kelisim.apps.statistics.states.evidence import EvidenceState, Side
from kelisim.web.api.asked import Code, Listed, no_such
from kelisim.web.api.pages import Page, items_page, rows_page
from kelisim.web.api.problems import bad_parameters
from kelisim.web.api.shapes import Shape, Words, words

TAG = "results"
router = Router()


class EvidenceAsked(Listed):
    """On one claim, or on all."""

    claim: Code | None = Field(None, description=gettext_noop("Code of the claim or expected result."))


class EvidenceRow(Shape):
    """One published piece as it was written, with the editors' answer. Who wrote it is not told here."""

    code: str
    claim: str
    side: str
    words: str
    language: str
    source_title: str
    source_address: str | None
    source_read_on: date | None
    received_on: date
    published_on: date | None
    answer: str | None
    answer_language: str | None


class StandingRow(Shape):
    """Where a claim stands by what was brought; `comments_until` is the first day nothing is taken in."""

    code: str
    kind: str
    text: Words
    comments_since: date | None
    comments_until: date | None
    stands: str
    published_for: int
    published_against: int
    withdrawn: int
    taken_down: int
    waiting: int
    returned: int


@router.get(
    "/evidence",
    response=Page[EvidenceRow],
    summary=gettext_noop("Evidence and counter-evidence that readers brought, as published"),
)
def evidence(request: HttpRequest, asked: Query[EvidenceAsked]) -> Any:
    """The oldest first."""
    rows = Evidence.objects.filter(state=EvidenceState.PUBLISHED)
    if asked.claim and asked.claim not in statements():
        raise bad_parameters([no_such("claim", asked.claim)])
    if asked.claim:
        rows = rows.filter(claim=asked.claim)
    return rows_page(request, asked, rows, ("pk",), _piece)


def _piece(row: Evidence) -> EvidenceRow:
    return EvidenceRow(
        code=row.reference,
        claim=row.claim,
        side=row.side,
        words=row.words,
        language=row.language,
        source_title=row.source_title,
        source_address=row.source_address or None,
        source_read_on=row.source_read_on,
        received_on=timezone.localdate(row.received_at),
        published_on=timezone.localdate(row.decided_at) if row.decided_at else None,
        answer=row.answer or None,
        answer_language=row.answer_language or None,
    )


@router.get(
    "/standings",
    response=Page[StandingRow],
    summary=gettext_noop("Where each claim and expected result stands by what was brought"),
)
def standings(request: HttpRequest, asked: Query[Listed]) -> Any:
    """Claims first, then expected results."""
    known = statements()
    rows = [_standing(known[code], shelf) for code, shelf in shelves(known).items()]
    return items_page(request, asked, rows)


def _standing(one: Statement, shelf: Shelf) -> StandingRow:
    return StandingRow(
        code=one.code,
        kind=one.kind.value,
        text=words(one.text),
        comments_since=one.since,
        comments_until=one.until,
        stands=shelf.standing(one, timezone.localdate()).value,
        published_for=len(shelf.on(Side.FOR)),
        published_against=len(shelf.on(Side.AGAINST)),
        withdrawn=shelf.withdrawn,
        taken_down=shelf.taken_down,
        waiting=shelf.waiting,
        returned=shelf.returned,
    )
