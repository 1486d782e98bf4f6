"""Takes one vote. The log only grows; the last vote of a person on a statement counts."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.errors import NotAVote, NotOpen, NotToBeVotedOn
from kelisim.apps.dialogue.models import Participation, Statement, Vote

VALUES = (-1, 0, 1)


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """What was sent with a page: the statement's number, the answer, the wording read, the page and its
    chance."""

    statement: int
    value: int
    page: int
    form: str = ""
    probability: float | None = None


def vote(participation: Participation, ballot: Ballot) -> None:
    """Raises NotAVote, NotOpen, NotToBeVotedOn. The same page sent again is the same vote.

    Nothing is recorded in the audit: votes are nobody's deeds, and the log itself is kept and hashed.
    """
    if ballot.value not in VALUES:
        raise NotAVote
    with transaction.atomic():
        statement, state, open_ = _asked(participation, ballot.statement)
        if open_ != states.Conversation.OPEN:
            raise NotOpen
        if state not in (states.Statement.LIVE, states.Statement.MERGED):
            raise NotToBeVotedOn
        Vote.objects.bulk_create(
            [
                Vote(
                    participation=participation,
                    statement_id=statement,
                    value=ballot.value,
                    form=ballot.form,
                    page=ballot.page,
                    probability=ballot.probability,
                )
            ],
            ignore_conflicts=True,
        )


def _asked(participation: Participation, number: int) -> tuple[int, str, str]:
    """The row of the statement, where it stands and where its conversation stands now; one question."""
    rows = Statement.objects.filter(conversation=participation.conversation_id, number=number).order_by()
    for found in rows.values_list("pk", "state", "conversation__state"):
        return found
    raise NotToBeVotedOn
