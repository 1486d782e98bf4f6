"""A person decides on a statement: claims it, accepts, rejects with a reason, merges; an author appeals
once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kelisim.apps.dialogue import access, states
from kelisim.apps.dialogue.errors import (
    AnotherDecides,
    AppealedOnce,
    Claimed,
    NoReason,
    NotMergeable,
    WrongStep,
)
from kelisim.apps.dialogue.models import Conversation, Latest, Statement
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record

HELD = timedelta(minutes=15)


def claim(conversation: Conversation, statements: Iterable[int], *, by: User) -> list[Statement]:
    """Takes statements (by number) for 15 minutes, so that two people never work on one; those she got."""
    require(access.may_moderate(by, conversation))
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lte=now) | Q(claimed_by=by)
    with transaction.atomic():
        rows = Statement.objects.filter(free, conversation=conversation, number__in=list(statements))
        got = rows.update(claimed_by=by, claimed_until=now + HELD)
        if got:
            record("dialogue.statements_claimed", conversation, by=by, number=got)
    return list(held(conversation, by))


def let_go(conversation: Conversation, *, by: User) -> int:
    """Others may take what she held; how many she held."""
    require(access.may_moderate(by, conversation))
    with transaction.atomic():
        gone = held(conversation, by).update(claimed_by=None, claimed_until=None)
        if gone:
            record("dialogue.statements_let_go", conversation, by=by, number=gone)
    return gone


def held(conversation: Conversation, user: User) -> QuerySet[Statement]:
    """What she works on now."""
    return Statement.objects.filter(
        conversation=conversation, claimed_by=user, claimed_until__gt=timezone.now()
    )


def accept(statement: Statement, *, by: User) -> Statement:
    """It is voted on from now; a rejected one returns with the votes it had. Raises Claimed, WrongStep."""
    return _decided(statement, "accept", by, lambda row: setattr(row, "reason", ""))


def reject(statement: Statement, *, reason: str, by: User) -> Statement:
    """It is no longer voted on and leaves the analysis; its votes are kept. Raises NoReason, Claimed,
    WrongStep."""
    if reason not in set(states.Rejection):
        raise NoReason
    return _decided(statement, "reject", by, lambda row: setattr(row, "reason", reason))


def merge(statement: Statement, *, into: Statement, by: User) -> Statement:
    """Votes of both pool: of each person the last one. Raises NotMergeable, Claimed, WrongStep."""
    with transaction.atomic():
        pair = Statement.objects.select_for_update().filter(pk__in=(statement.pk, into.pk)).order_by("pk")
        target = {row.pk: row for row in pair}[into.pk]  # both held: two never merge into each other
        if (
            target.pk == statement.pk
            or target.conversation_id != statement.conversation_id
            or target.state != states.Statement.LIVE
        ):
            raise NotMergeable
        return _decided(statement, "merge", by, lambda row: setattr(row, "merged_into", target))


def part(statement: Statement, *, by: User) -> Statement:
    """Merged by mistake: it waits again, with the votes it had. Raises Claimed, WrongStep."""
    return _decided(statement, "part", by, lambda row: setattr(row, "merged_into", None))


def appeal(statement: Statement) -> Statement:
    """The author asks once for a second look; then another person than the first decides. Raises
    AppealedOnce."""
    with transaction.atomic():
        row = Statement.objects.select_for_update().get(pk=statement.pk)
        if row.state != states.Statement.REJECTED:
            raise WrongStep(state=states.LABELS[row.state])
        if row.appealed_at is not None:
            raise AppealedOnce
        row.appealed_at = timezone.now()
        row.save(update_fields=["appealed_at"])
    return row


def appealed(statement: Statement) -> bool:
    """Whether its author waits for somebody else to look at it."""
    asked, decided = statement.appealed_at, statement.decided_at
    return (
        statement.state == states.Statement.REJECTED
        and asked is not None
        and decided is not None
        and asked >= decided
    )


def _decided(statement: Statement, deed: str, by: User, change: Callable[[Statement], None]) -> Statement:
    require(access.may_moderate(by, statement.conversation))
    with transaction.atomic():
        row = Statement.objects.select_for_update().get(pk=statement.pk)
        heard = appealed(row)
        deed = "uphold" if heard and deed == "reject" else deed
        if row.state == states.after(deed) and not heard:
            return row
        now = timezone.now()
        if row.claimed_until and row.claimed_until > now and row.claimed_by_id != by.pk:
            raise Claimed(until=timezone.localtime(row.claimed_until).strftime("%H:%M"))
        if not states.allows(deed, states.Statement(row.state)):
            raise WrongStep(state=states.LABELS[row.state])
        if heard and row.decided_by_id == by.pk:
            raise AnotherDecides(number=row.number)
        row.state = states.after(deed)
        change(row)
        row.decided_by, row.decided_at, row.claimed_by, row.claimed_until = by, _after(now, row), None, None
        row.save()
        Latest.objects.filter(conversation=row.conversation_id).update(last_vote=0)  # to be computed anew
        said = "upheld" if deed == "uphold" else row.state
        record(f"dialogue.statement_{said}", row, by=by, number=row.number, reason=row.reason)
    return row


def _after(now: datetime, row: Statement) -> datetime:
    """A decision comes after the appeal it answers, even within one tick of the clock."""
    return now if row.appealed_at is None else max(now, row.appealed_at + timedelta(microseconds=1))
