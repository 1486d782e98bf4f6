"""How often council officers opened an escrow in a year, by reason: the count that is published yearly."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from kelisim.apps.mediation.models import Move


@dataclass(frozen=True, kw_only=True)
class Openings:
    """Exact counts of one local year; whoever publishes them applies the disclosure rules first."""

    year: int
    by_reason: dict[str, int]  # first turns, by a code of the closed list
    returned: int  # second turns: a key reached a new holder


def openings(year: int) -> Openings:
    """Two queries whatever the number of cases; names no case and no officer."""
    moves = Move.objects.filter(on__year=year)
    rows = moves.filter(verb="open_escrow").order_by().values("reason").annotate(number=Count("pk"))
    return Openings(
        year=year,
        by_reason={row["reason"]: row["number"] for row in rows.order_by("reason")},
        returned=moves.filter(verb="return_key").count(),
    )
