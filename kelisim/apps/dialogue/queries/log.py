"""The log of votes as the engine reads it: last votes, merged statements pooled, withdrawn batches left
out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.models import Conversation, Statement, Vote
from kelisim.engines.commonground.hashing import identity
from kelisim.engines.commonground.types import Statements, Votes
from kelisim.engines.commonground.votes import votes_of


@dataclass(frozen=True, kw_only=True, eq=False)
class Log:
    """The votes of a conversation up to an entry; people by the number of their participation, in order."""

    votes: Votes
    statements: tuple[int, ...]
    people: tuple[int, ...]
    last_vote: int
    digest: str


def log_of(conversation: Conversation, *, up_to: int | None = None, paper: bool = True) -> Log:
    """Everything voted so far (or up to an entry). The same log gives the same result, to the byte."""
    rows = np.array(list(_entries(conversation, up_to, paper=paper)), np.int64).reshape(-1, 5)
    entry, person, statement, value, withdrawn = rows.T
    numbers, live, place = _statements(conversation)
    people = tuple(np.unique(person).tolist())
    who = np.searchsorted(np.array(people, np.int64), person)
    what = np.array([place[one] for one in statement.tolist()], np.int64)
    kept = _standing(who * max(len(numbers), 1) + what, withdrawn)
    return Log(
        votes=votes_of(
            who[kept],
            what[kept],
            value[kept],
            people=len(people),
            statements=Statements(
                identities=np.array([identity(str(one)) for one in numbers], np.uint64),
                live=np.array(live, bool),
            ),
        ),
        statements=numbers,
        people=people,
        last_vote=int(entry[-1]) if len(entry) else 0,
        digest=hashlib.sha256(rows.tobytes()).hexdigest(),
    )


def _entries(
    conversation: Conversation, up_to: int | None, *, paper: bool
) -> QuerySet[Vote, tuple[int, int, int, int, bool]]:
    rows = Vote.objects.filter(participation__conversation=conversation)
    whole = Q(participation__batch=None) if not paper else Q(participation__batch__withdrawn_at=None)
    rows = rows.filter(whole)
    if up_to is not None:
        rows = rows.filter(pk__lte=up_to)
    return rows.order_by("pk").values_list("pk", "participation_id", "statement_id", "value", "withdrawn")


def _statements(conversation: Conversation) -> tuple[tuple[int, ...], list[bool], dict[int, int]]:
    """Numbers in order, which are live, and the place of each row; a merged one stands where it went."""
    found = list(Statement.objects.filter(conversation=conversation).order_by("number"))
    kept = [one for one in found if one.state != states.Statement.MERGED]
    place = {one.pk: at for at, one in enumerate(kept)}
    into = {one.pk: one.merged_into_id for one in found if one.merged_into_id}
    for one in into:
        root: int | None = one
        while root in into:
            root = into[root]
        if root is not None:
            place[one] = place[root]
    live = [one.state == states.Statement.LIVE and not one.meta for one in kept]
    return tuple(one.number for one in kept), live, place


def _standing(pair: NDArray[np.int64], withdrawn: NDArray[np.int64]) -> NDArray[np.int64]:
    """The last entry of each person on each statement, unless she took it back."""
    last = {one: at for at, one in enumerate(pair.tolist())}
    return np.array(sorted(at for at in last.values() if not withdrawn[at]), np.int64)
