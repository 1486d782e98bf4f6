"""The life of a figure: preliminary, final, revised; each step keeps the value before it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """Where a figure stands in its life."""

    PRELIMINARY = "preliminary", pgettext_lazy("figure", "preliminary")
    FINAL = "final", pgettext_lazy("figure", "final")
    REVISED = "revised", pgettext_lazy("figure", "revised")


S = Status

# What a figure may become when another value, or another word about it, takes its place.
MOVES: dict[Status | None, frozenset[Status]] = {
    None: frozenset({S.PRELIMINARY, S.FINAL, S.REVISED}),
    S.PRELIMINARY: frozenset({S.PRELIMINARY, S.FINAL, S.REVISED}),
    S.FINAL: frozenset({S.REVISED}),
    S.REVISED: frozenset({S.REVISED}),
}


def may_become(before: Status | None, after: Status) -> bool:
    """Whether the table has this step."""
    return after in MOVES[before]


def stands_as(before: Status | None, printed: Status) -> Status:
    """The status of a figure that replaces another: a second “final” one is a revision."""
    return S.REVISED if printed == S.FINAL and before in (S.FINAL, S.REVISED) else printed


def drawing() -> str:
    """docs/states/figure.md, drawn from MOVES."""
    lines = [
        "# States of a figure",
        "",
        "Drawn from `kelisim/apps/statistics/states/figure.py`; do not edit.",
        "",
    ]
    lines += ["```mermaid", "stateDiagram-v2"]
    lines += [
        f"    {before or '[*]'} --> {after}" for before in MOVES for after in S if may_become(before, after)
    ]
    lines += ["```", "", "Each step keeps the earlier figure with the time it was known until."]
    return "\n".join([*lines, ""])
