"""A person decides on a statement: claims it, accepts, rejects with a reason, merges; an author appeals
once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kelisim.apps.dialogue import access, states
from kelisim.apps.dialogue.errors import AppealedOnce, Claimed, NoReason, NotMergeable, WrongStep
from kelisim.apps.dialogue.models import Conversation, Statement
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record

HELD = timedelta(minutes=15)


def claim(conversation: Conversation, statements: Iterable[int], *, by: User) -> list[Statement]:
    """Takes statements (by number) for 15 minutes, so that two people never work on one; those she got."""
    require(access.may_moderate(by, conversation))
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lte=now) | Q(claimed_by=by)
    rows = Statement.objects.filter(free, conversation=conversation, number__in=list(statements))
    rows.update(claimed_by=by, claimed_until=now + HELD)
    return list(Statement.objects.filter(conversation=conversation, claimed_by=by, claimed_until__gt=now))


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
    if (
        into.pk == statement.pk
        or into.conversation_id != statement.conversation_id
        or into.state != states.Statement.LIVE
    ):
        raise NotMergeable
    return _decided(statement, "merge", by, lambda row: setattr(row, "merged_into", into))


def appeal(statement: Statement) -> Statement:
    """The author asks once for a second look; then another person than the first decides. Raises
    AppealedOnce."""
    with transaction.atomic():
        row = Statement.objects.select_for_update().get(pk=statement.pk)
        if row.state != states.Statement.REJECTED:
            raise WrongStep(state=row.state)
        if row.appealed_at is not None:
            raise AppealedOnce
        row.appealed_at = timezone.now()
        row.save(update_fields=["appealed_at"])
    return row


def _decided(statement: Statement, deed: str, by: User, change: Callable[[Statement], None]) -> Statement:
    require(access.may_moderate(by, statement.conversation))
    with transaction.atomic():
        row = Statement.objects.select_for_update().select_related("conversation").get(pk=statement.pk)
        if row.state == states.after(deed):
            return row
        now = timezone.now()
        if row.claimed_until and row.claimed_until > now and row.claimed_by_id != by.pk:
            raise Claimed(until=timezone.localtime(row.claimed_until).strftime("%H:%M"))
        if not states.allows(deed, states.Statement(row.state)):
            raise WrongStep(state=row.state)
        require(row.appealed_at is None or row.decided_by_id != by.pk)
        row.state = states.after(deed)
        change(row)
        row.decided_by, row.decided_at, row.claimed_by, row.claimed_until = by, now, None, None
        row.save()
        record(f"dialogue.statement_{row.state}", row, by=by, number=row.number, reason=row.reason)
    return row
