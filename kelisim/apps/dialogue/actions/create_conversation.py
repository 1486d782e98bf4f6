"""A new conversation, as a draft."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils import timezone

from kelisim.apps.dialogue import access, states
from kelisim.apps.dialogue.errors import NoWording, WrongStep
from kelisim.apps.dialogue.models import Conversation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.texts.of import text_of


def save_conversation(conversation: Conversation, *, by: User) -> Conversation:
    """Keeps a new draft, or a draft that was changed; afterwards the rules of a conversation are fixed.

    Raises NoWording, WrongStep.
    """
    require(access.may_lead(by, conversation))
    if not text_of(conversation, "question").of():
        raise NoWording
    with transaction.atomic():
        new = conversation.pk is None
        if new:
            conversation.created_at, conversation.created_by = timezone.now(), by
            conversation.seed = secrets.randbits(32)
        else:
            kept = Conversation.objects.select_for_update().get(pk=conversation.pk)
            if kept.state != states.Conversation.DRAFT:
                raise WrongStep(state=states.LABELS[kept.state])
        conversation.save()
        record(f"dialogue.conversation_{'created' if new else 'changed'}", conversation, by=by)
    return conversation
