"""Escrow openings: those of a case, those that wait for an officer, and how often it happened in a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from kelisim.apps.mediation.models import Case, Move, Wrap
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import law
from kelisim.kernel.seal import service
from kelisim.kernel.seal.models import Holder

TURNS = ("open_escrow", "return_key", "lapse_escrow")


@dataclass(frozen=True, kw_only=True)
class Openings:
    """Exact counts of one local year; whoever publishes them applies the disclosure rules first."""

    year: int
    by_reason: dict[str, int]  # first turns, by a code of the closed list
    returned: int  # second turns: a key reached a new holder


@dataclass(frozen=True, kw_only=True)
class Opening:
    """One opening of a case: when, why, for whom, and what became of it."""

    case: Case
    move: Move
    to: str
    end: Move | None  # the second turn or the lapse; none while it waits
    last_day: date

    @property
    def state(self) -> str:
        """waiting, returned or lapsed."""
        if self.end is None:
            return "waiting"
        return "returned" if self.end.verb == "return_key" else "lapsed"


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What the second officer reads before her turn: the first one's statement."""

    opening: Opening
    statement: str = field(repr=False)


def openings(year: int) -> Openings:
    """Two queries whatever the number of cases; names no case and no officer."""
    moves = Move.objects.filter(on__year=year)
    rows = moves.filter(verb="open_escrow").order_by().values("reason").annotate(number=Count("pk"))
    return Openings(
        year=year,
        by_reason={row["reason"]: row["number"] for row in rows.order_by("reason")},
        returned=moves.filter(verb="return_key").count(),
    )


def lapses_at(opened: datetime) -> datetime:
    """When a half-open escrow is destroyed."""
    return law.over_at(timezone.localdate(opened) + timedelta(days=law.number("escrow_half_days")))


def openings_of(case: Case) -> list[Opening]:
    """Every opening of a case, the newest first. One query."""
    return _paired(case, case.moves.filter(verb__in=TURNS).order_by("id"))


def live_opening(case: Case) -> Opening | None:
    """The opening that waits for its second turn."""
    if not case.wraps.filter(status=Wrap.Status.HALF).exists():
        return None
    return next((one for one in openings_of(case) if one.state == "waiting"), None)


def turn_of(opening: Opening) -> Turn:
    """With the first officer's statement."""
    item = opening.case.items.filter(
        uid=str(opening.move.facts.get("item")), kind=ItemKind.REASON, compartment="service"
    ).first()
    told = service.reveal(bytes(item.box), about=str(item.uid)) if item else {}
    return Turn(opening=opening, statement=told.get("text", ""))


def waiting_for(holder: Holder | None, cases: QuerySet[Case]) -> list[Opening]:
    """The openings among these cases whose second turn this officer's key can take, the oldest first."""
    halves = Wrap.objects.filter(holder=holder, status=Wrap.Status.HALF) if holder else Wrap.objects.none()
    listed = {one.pk: one for one in cases.filter(pk__in=halves.values("case"))}
    moves: dict[int, list[Move]] = {pk: [] for pk in listed}
    turns = Move.objects.filter(case__in=list(listed), verb__in=TURNS).select_related("user").order_by("id")
    for move in turns:
        moves[move.case_id].append(move)
    found = [one for pk, case in listed.items() for one in _paired(case, moves[pk]) if one.end is None]
    return sorted(found, key=lambda one: one.move.pk)


def half_open_before(moment: datetime) -> list[int]:
    """The cases with an opening from before that moment that still waits."""
    halves = Wrap.objects.filter(status=Wrap.Status.HALF, at__lt=moment)
    return list(halves.values_list("case", flat=True).distinct().order_by("case"))


def _paired(case: Case, moves: Iterable[Move]) -> list[Opening]:
    found: list[tuple[Move, Move | None]] = []
    for move in moves:
        if move.verb == "open_escrow":
            found.append((move, None))
        elif found and found[-1][1] is None:
            found[-1] = (found[-1][0], move)
    return [
        Opening(
            case=case,
            move=move,
            to=str(move.facts.get("to", "")),
            end=end,
            last_day=timezone.localdate(lapses_at(move.at)) - timedelta(days=1),
        )
        for move, end in reversed(found)
    ]
