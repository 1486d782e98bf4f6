"""A page of decisions sent at once: each is taken on its own, and what is refused is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kelisim.apps.dialogue import access
from kelisim.apps.dialogue.actions.moderate import accept, merge, part, reject
from kelisim.apps.dialogue.errors import DialogueError, NotMergeable
from kelisim.apps.dialogue.models import Conversation, Statement
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What is done with a statement: a reason where it is rejected, a number where it is merged."""

    number: int
    deed: str
    reason: str = ""
    into: int | None = None


@dataclass(kw_only=True)
class Outcome:
    """How many were done, and why the others were not, by number."""

    done: int = 0
    refused: dict[int, DialogueError] = field(default_factory=dict)


Rows = Mapping[int, Statement]


def decide(conversation: Conversation, decisions: Iterable[Decision], *, by: User) -> Outcome:
    """In the order they come; a decision sent twice is done once."""
    require(access.may_moderate(by, conversation))
    asked = [one for one in decisions if one.deed in DEEDS]
    numbers = {one.number for one in asked} | {one.into for one in asked if one.into is not None}
    rows = {
        row.number: row
        for row in Statement.objects.filter(conversation=conversation, number__in=numbers).select_related(
            "conversation__territory"
        )
    }
    outcome = Outcome()
    for one in asked:
        if one.number not in rows:
            continue
        try:
            DEEDS[one.deed](rows, one, by)
        except DialogueError as error:
            outcome.refused[one.number] = error
        else:
            outcome.done += 1
    return outcome


def _merge(rows: Rows, one: Decision, by: User) -> None:
    if one.into is None or one.into not in rows:
        raise NotMergeable
    merge(rows[one.number], into=rows[one.into], by=by)


def _accept(rows: Rows, one: Decision, by: User) -> None:
    accept(rows[one.number], by=by)


def _reject(rows: Rows, one: Decision, by: User) -> None:
    reject(rows[one.number], reason=one.reason, by=by)


def _part(rows: Rows, one: Decision, by: User) -> None:
    part(rows[one.number], by=by)


DEEDS: dict[str, Callable[[Rows, Decision, User], None]] = {
    "accept": _accept,
    "reject": _reject,
    "merge": _merge,
    "part": _part,
}
