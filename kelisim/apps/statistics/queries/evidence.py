"""What is handed in and published on each claim, and where the claim stands by it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q
from django.utils.crypto import salted_hmac

from kelisim.apps.statistics.models import Evidence
from kelisim.apps.statistics.queries.claims import Statement
from kelisim.apps.statistics.states.evidence import EvidenceState, Side, Standing, standing

SHORTEST_ONCE = 22  # characters of a random key of 16 bytes
_PUBLISHED = Q(state=EvidenceState.PUBLISHED)
# Published once and not any more: a reader who saw it learns why it is gone. What was returned has an
# answer too, but no reader ever saw it.
_GONE = Q(state__in=(EvidenceState.TAKEN_DOWN, EvidenceState.WITHDRAWN), shown=True)


@dataclass(frozen=True, kw_only=True)
class Gone:
    """Evidence that stood here until its writer withdrew it, or the editors took it down with a `reason`."""

    reference: str
    side: Side
    at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """All there is on one claim."""

    published: tuple[Evidence, ...] = ()
    gone: tuple[Gone, ...] = ()
    waiting: int = 0
    returned: int = 0

    @property
    def withdrawn(self) -> int:
        """How many pieces their writers took back."""
        return sum(not one.reason for one in self.gone)

    @property
    def taken_down(self) -> int:
        """How many the editors took down."""
        return len(self.gone) - self.withdrawn

    def on(self, side: Side) -> list[Evidence]:
        """The published pieces of one side, the oldest first."""
        return [one for one in self.published if one.side == side]

    def standing(self, statement: Statement, day: date) -> Standing:
        """Where the claim stands by what the pack and the readers brought."""
        sides = statement.given | {Side(one.side) for one in self.published}
        return standing(sides, over=statement.over(day), waiting=self.waiting)


def shelves(codes: Iterable[str]) -> dict[str, Shelf]:
    """What lies on each of these claims: two questions, however many claims and pieces there are."""
    wanted = list(codes)
    seen: dict[str, list[Evidence]] = defaultdict(list)
    for row in Evidence.objects.filter(_PUBLISHED | _GONE, claim__in=wanted):
        seen[row.claim].append(row)
    counted: dict[str, Mapping[str, Any]] = {
        line["claim"]: line
        for line in Evidence.objects.filter(claim__in=wanted)
        .order_by()
        .values("claim")
        .annotate(
            waiting=Count("pk", filter=Q(state=EvidenceState.RECEIVED)),
            returned=Count("pk", filter=Q(state=EvidenceState.RETURNED)),
        )
    }
    return {code: _shelf(seen[code], counted.get(code, {})) for code in wanted}


def _shelf(rows: list[Evidence], counted: Mapping[str, Any]) -> Shelf:
    return Shelf(
        published=tuple(row for row in rows if row.state == EvidenceState.PUBLISHED),
        gone=tuple(
            Gone(reference=row.reference, side=Side(row.side), at=at, reason=row.answer)
            for row in rows
            if row.state != EvidenceState.PUBLISHED and (at := row.withdrawn_at or row.decided_at)
        ),
        waiting=counted.get("waiting", 0),
        returned=counted.get("returned", 0),
    )


def key_of(once: str) -> str:
    """The key in the address of a receipt: the same form gives the same one, and nobody can guess it."""
    return salted_hmac("kelisim.evidence", once, algorithm="sha256").hexdigest()[:40]


def hash_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def behind(key: str) -> Evidence | None:
    """The evidence of a receipt; nothing for an address that nobody was given."""
    return Evidence.objects.filter(key_hash=hash_of(key)).first()
