"""The states of evidence and of a claim: rule, test and drawing come from the tables here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy


class Side(models.TextChoices):
    """Which way a piece of evidence points."""

    FOR = "for", pgettext_lazy("evidence", "for the claim")
    AGAINST = "against", pgettext_lazy("evidence", "against the claim")


class EvidenceState(models.TextChoices):
    """Where a piece of evidence stands."""

    RECEIVED = "received", pgettext_lazy("evidence", "received, not read yet")
    PUBLISHED = "published", pgettext_lazy("evidence", "published")
    RETURNED = "returned", pgettext_lazy("evidence", "returned with a reason")
    TAKEN_DOWN = "taken_down", pgettext_lazy("evidence", "taken down by the editors")
    WITHDRAWN = "withdrawn", pgettext_lazy("evidence", "withdrawn by its writer")


class Standing(models.TextChoices):
    """Where a claim stands. It says what lies before the reader, never who is right."""

    STATED = "stated", pgettext_lazy("claim", "stated")
    EVIDENCED = "evidenced", pgettext_lazy("claim", "evidenced")
    CONTESTED = "contested", pgettext_lazy("claim", "contested")
    REVIEWED = "reviewed", pgettext_lazy("claim", "reviewed")


E = EvidenceState


@dataclass(frozen=True, kw_only=True)
class Move:
    """From where to where, by whom, on what condition. No source: it begins here."""

    sources: frozenset[EvidenceState]
    target: EvidenceState
    who: str
    guard: str


MOVES: dict[str, Move] = {
    "hand_in": Move(
        sources=frozenset(),
        target=E.RECEIVED,
        who="anybody",
        guard="a known claim, its period of comments open, words and a whole source; the same form once",
    ),
    "publish": Move(
        sources=frozenset({E.RECEIVED}),
        target=E.PUBLISHED,
        who="editor",
        guard="not the writer; the words as they stand, an answer if she wishes",
    ),
    "return": Move(
        sources=frozenset({E.RECEIVED}),
        target=E.RETURNED,
        who="editor",
        guard="not the writer; a reason the writer reads",
    ),
    "take_down": Move(
        sources=frozenset({E.PUBLISHED}),
        target=E.TAKEN_DOWN,
        who="editor",
        guard="not the writer; a reason everybody reads",
    ),
    "withdraw": Move(
        sources=frozenset({E.RECEIVED, E.PUBLISHED, E.RETURNED, E.TAKEN_DOWN}),
        target=E.WITHDRAWN,
        who="whoever has the address of the receipt",
        guard="her words, name and source are erased",
    ),
}


def may_move(verb: str, before: EvidenceState | None, after: EvidenceState) -> bool:
    """Whether the table has this move; evidence begins from None."""
    move = MOVES[verb]
    return after == move.target and (before in move.sources if before else not move.sources)


def standing(sides: Collection[Side], *, over: bool, waiting: int) -> Standing:
    """Where a claim stands by what is there: `sides` that hold something, whether its period of comments
    is `over`, and how many pieces wait for the editors."""
    if Side.AGAINST not in sides:
        return Standing.EVIDENCED if Side.FOR in sides else Standing.STATED
    heard = Side.FOR in sides and over and not waiting
    return Standing.REVIEWED if heard else Standing.CONTESTED


def drawing() -> str:
    """docs/states/evidence.md: both machines, drawn from the tables."""
    lines = ["# States of evidence and of a claim", ""]
    lines += ["Drawn from `kelisim/apps/statistics/states/evidence.py`; do not edit.", "", "## Evidence", ""]
    lines += ["```mermaid", "stateDiagram-v2"]
    for before in (None, *E):
        for after in E:
            verbs = [verb for verb in MOVES if may_move(verb, before, after)]
            lines += [f"    {before or '[*]'} --> {after}: {verb}" for verb in verbs]
    lines += [f"    {E.WITHDRAWN} --> [*]", "```", ""]
    lines += ["| move | from | to | who | guard |", "|---|---|---|---|---|"]
    for verb, move in MOVES.items():
        sources = ", ".join(one for one in E if one in move.sources) or "-"
        lines.append(f"| {verb} | {sources} | {move.target} | {move.who} | {move.guard} |")
    return "\n".join([*lines, "", *_claims(), ""])


def _claims() -> list[str]:
    """Every combination of what may be there, and where the claim then stands."""
    lines = [
        "## A claim",
        "",
        "Computed at each reading from what is there; nobody sets it, and none is a verdict.",
    ]
    lines += [
        "",
        "| evidence | counter-evidence | comments over | all answered | stands |",
        "|---|---|---|---|---|",
    ]
    for speaks_for in (False, True):
        for speaks_against in (False, True):
            for over in (False, True):
                for waiting in (1, 0):
                    sides = [
                        side
                        for side, is_there in ((Side.FOR, speaks_for), (Side.AGAINST, speaks_against))
                        if is_there
                    ]
                    found = standing(sides, over=over, waiting=waiting)
                    cells = (speaks_for, speaks_against, over, not waiting)
                    lines.append(
                        "| " + " | ".join("yes" if cell else "no" for cell in cells) + f" | {found} |"
                    )
    return lines
