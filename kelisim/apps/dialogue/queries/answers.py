"""What somebody has answered so far, for herself alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kelisim.apps.dialogue.models import Participation, Vote


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Her standing answers by statement number, her next page, and what she sent with each page."""

    standing: Mapping[int, int] = field(default_factory=dict, repr=False)
    page: int = 0
    sent: Mapping[tuple[int, int], int] = field(default_factory=dict, repr=False)
    last: int | None = None


def answers_of(participation: Participation, numbers: Mapping[int, int]) -> Answers:
    """One question. `numbers`: by row of the statement the number under which it is voted on now."""
    standing: dict[int, int] = {}
    sent: dict[tuple[int, int], int] = {}
    page, last = 0, None
    rows = Vote.objects.filter(participation=participation).order_by("pk")
    for statement, value, at, withdrawn in rows.values_list("statement_id", "value", "page", "withdrawn"):
        number = numbers.get(statement)
        page = max(page, at + 1)
        if number is None:
            continue
        sent[number, at] = value
        standing.pop(number, None)
        last = None if withdrawn else number
        if not withdrawn:
            standing[number] = value
    return Answers(standing=standing, page=page, sent=sent, last=last)
