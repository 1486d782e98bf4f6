"""Published evidence, and where each claim stands, as lists for files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from kelisim.apps.statistics.models import Evidence
from kelisim.apps.statistics.queries.claims import Statement, statements
from kelisim.apps.statistics.queries.evidence import Shelf
from kelisim.apps.statistics.states.evidence import Side
from kelisim.web.files import Listing, Stranger
from kelisim.web.site.listings import columns, texts

EVIDENCE = (
    *("reference", "claim", "side", "words", "language", "source_title", "source_address", "source_read_on"),
    *("name", "received_on", "published_on", "answer", "answer_language"),
)
STANDINGS = (
    *("id", "kind", *columns("text"), "comments_since", "comments_until", "stands"),
    *("published_for", "published_against", "withdrawn", "taken_down", "waiting", "returned"),
)


def evidence(found: Mapping[str, Shelf]) -> Listing:
    """Every published piece as it was written, a line each."""
    rows = [_piece(piece) for shelf in found.values() for piece in shelf.published]
    return Listing(name="evidence", columns=EVIDENCE, rows=rows)


def standings(found: Mapping[str, Shelf]) -> Listing:
    """Where each claim stands, and what lies on it."""
    known = statements()
    rows = [_standing(known[code], shelf) for code, shelf in found.items()]
    return Listing(name="standings", columns=STANDINGS, rows=rows)


def _piece(piece: Evidence) -> tuple[object, ...]:
    return (
        piece.reference,
        piece.claim,
        piece.side,
        Stranger(piece.words),
        piece.language,
        Stranger(piece.source_title),
        Stranger(piece.source_address),
        piece.source_read_on,
        Stranger(piece.name),
        _day(piece.received_at),
        _day(piece.decided_at),
        piece.answer,
        piece.answer_language,
    )


def _standing(statement: Statement, shelf: Shelf) -> tuple[object, ...]:
    return (
        statement.code,
        statement.kind.value,
        *texts(statement.text),
        statement.since,
        statement.until,
        shelf.standing(statement, timezone.localdate()).value,
        len(shelf.on(Side.FOR)),
        len(shelf.on(Side.AGAINST)),
        shelf.withdrawn,
        shelf.taken_down,
        shelf.waiting,
        shelf.returned,
    )


def _day(at: datetime | None) -> object:
    return timezone.localdate(at) if at else None
