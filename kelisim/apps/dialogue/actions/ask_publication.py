"""A person asks for a publication; it is computed as a job, and a refusal waits for her on the page."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from kelisim.apps.dialogue import access, errors
from kelisim.apps.dialogue.errors import DialogueError
from kelisim.apps.dialogue.models import Conversation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.queue.later import later

PATIENCE = timedelta(minutes=10)  # a job that did not answer by then may be asked for again


def ask_publication(conversation: Conversation, *, by: User) -> bool:
    """Whether a job was stored: while one is under way, asking again stores none."""
    require(access.may_lead(by, conversation))
    with transaction.atomic():
        row = Conversation.objects.select_for_update().get(pk=conversation.pk)
        if under_way(row):
            return False
        row.publishing = {"asked_at": timezone.now().isoformat()}
        row.save(update_fields=["publishing"])
        later("dialogue.publish", row.pk, by.pk)
        record("dialogue.publication_asked", row, by=by)
    return True


def under_way(conversation: Conversation) -> bool:
    """Whether a publication was asked for and is not answered yet."""
    asked = conversation.publishing.get("asked_at")
    return bool(asked) and timezone.now() - datetime.fromisoformat(asked) < PATIENCE


def answered(conversation: Conversation, error: DialogueError | None) -> None:
    """The job is done: it published, or says why it did not (numbers only)."""
    told = {} if error is None else {"refused": type(error).__name__, "data": error.data}
    Conversation.objects.filter(pk=conversation.pk).update(publishing=told)


def refusal(conversation: Conversation) -> DialogueError | None:
    """Why the last publication asked for was refused."""
    name = conversation.publishing.get("refused")
    kind = getattr(errors, name, None) if name else None
    return kind(**conversation.publishing["data"]) if kind else None
