"""What became of the statements somebody wrote, for herself alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.models import Participation, Result, Statement, Variant, Vote

SAID_FROM = 10  # people; in whole tens, since single ones would tell how the last of them voted


@dataclass(frozen=True, kw_only=True)
class Authored:
    """One statement of hers: its wordings by form, how many voted, and what was published of each group."""

    statement: Statement
    texts: Mapping[str, str]
    people: int | None = None
    groups: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def may_appeal(self) -> bool:
        """Once, and only what was rejected."""
        return self.statement.state == states.Statement.REJECTED and self.statement.appealed_at is None


def authored(participation: Participation) -> list[Authored]:
    """In the order she wrote them; four questions."""
    rows = list(Statement.objects.filter(author=participation).order_by("number"))
    if not rows:
        return []
    texts: dict[int, dict[str, str]] = {one.pk: {} for one in rows}
    for wording in Variant.objects.filter(statement__in=rows).exclude(machine=True, checked_by=None):
        texts[wording.statement_id][wording.form] = wording.text
    counted = Vote.objects.filter(statement__in=rows, withdrawn=False).order_by().values("statement")
    people = dict(counted.annotate(n=Count("participation", distinct=True)).values_list("statement", "n"))
    last = Result.objects.filter(conversation=participation.conversation_id).order_by("-number")
    public = last.values_list("public", flat=True).first() or {}
    told = (*public.get("common_ground", []), *public.get("not_enough_votes", []))
    cells = {one["statement"]: one["per_group"] for one in told}
    return [
        Authored(
            statement=one,
            texts=texts[one.pk],
            people=people.get(one.pk, 0) // SAID_FROM * SAID_FROM or None,
            groups=_published(cells.get(str(one.number), {})),
        )
        for one in rows
    ]


def _published(cells: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {name: cell for name, cell in cells.items() if cell["votes"] is not None}
