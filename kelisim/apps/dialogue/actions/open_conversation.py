"""Opens, pauses, takes up again, closes and archives a conversation; opening changes none of its settings."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.dialogue import access, states
from kelisim.apps.dialogue.errors import FewStatements, WrongStep
from kelisim.apps.dialogue.models import Conversation, Statement
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record

ENOUGH = 10


def open_conversation(conversation: Conversation, *, confirmed: bool = False, by: User) -> Conversation:
    """From a draft; with fewer than ten statements only if that is confirmed. Raises FewStatements,
    WrongStep."""
    live = Statement.objects.filter(
        conversation=conversation, state=states.Statement.LIVE, meta=False
    ).count()
    if live < ENOUGH and not confirmed:
        raise FewStatements(found=live, least=ENOUGH)
    return _moved(conversation, "open", by)


def pause(conversation: Conversation, *, by: User) -> Conversation:
    """No votes until it is taken up again; what was published stays."""
    return _moved(conversation, "pause", by)


def resume(conversation: Conversation, *, by: User) -> Conversation:
    """Takes a paused conversation up again."""
    return _moved(conversation, "resume", by)


def close(conversation: Conversation, *, by: User) -> Conversation:
    """The last vote is in."""
    return _moved(conversation, "close", by)


def archive(conversation: Conversation, *, by: User) -> Conversation:
    """Only to be read from now on."""
    return _moved(conversation, "archive", by)


def _moved(conversation: Conversation, deed: str, by: User) -> Conversation:
    require(access.may_lead(by, conversation))
    with transaction.atomic():
        row = Conversation.objects.select_for_update().get(pk=conversation.pk)
        before, after = states.Conversation(row.state), states.after(deed)
        if before == after:
            return row
        if not states.allows(deed, before):
            raise WrongStep(state=states.LABELS[row.state])
        row.state = after
        row.save(update_fields=["state"])
        record(f"dialogue.conversation_{after}", row, by=by, code=row.code)
    return row
