"""The four states of a release and every move between them: rule, test and drawing come from this table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a release stands."""

    DRAFTED = "drafted"
    CHECKED = "checked"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, kw_only=True)
class Move:
    """One deed: from where (None: there was no release yet) to where, and on what condition."""

    sources: frozenset[State | None]
    target: State
    guard: str


MOVES: dict[str, Move] = {
    "draft": Move(
        sources=frozenset({None, State.DRAFTED, State.CHECKED}),
        target=State.DRAFTED,
        guard="every figure has its source and its period; counts of people passed disclosure control",
    ),
    "check": Move(
        sources=frozenset({State.DRAFTED}),
        target=State.CHECKED,
        guard="every reconciliation and every break read; the digest is that of the draft",
    ),
    "publish": Move(
        sources=frozenset({State.CHECKED}),
        target=State.PUBLISHED,
        guard="the data give the digest that was signed",
    ),
    "supersede": Move(
        sources=frozenset({State.PUBLISHED}),
        target=State.SUPERSEDED,
        guard="its successor is published in the same moment",
    ),
}
OPEN = frozenset({State.DRAFTED, State.CHECKED})
PUBLIC = frozenset({State.PUBLISHED, State.SUPERSEDED})


def may_move(deed: str, before: State | None) -> bool:
    """Whether the deed may be done to a release in that state."""
    return before in MOVES[deed].sources


def drawing() -> str:
    """docs/states/release.md: the diagram and the table, drawn from MOVES."""
    lines = [
        "# States of a release",
        "",
        "Drawn from `kelisim/apps/statistics/states/release.py`; do not edit.",
        "",
    ]
    lines += ["```mermaid", "stateDiagram-v2"]
    for before in (None, *State):
        for after in State:
            deeds = [deed for deed, move in MOVES.items() if move.target == after and before in move.sources]
            if deeds:
                lines.append(f"    {before or '[*]'} --> {after}: {', '.join(deeds)}")
    lines += ["    superseded --> [*]", "```", "", "| deed | from | to | guard |", "|---|---|---|---|"]
    for deed, move in MOVES.items():
        sources = ", ".join(str(one or "-") for one in (None, *State) if one in move.sources)
        lines.append(f"| {deed} | {sources} | {move.target} | {move.guard} |")
    return "\n".join([*lines, ""])
