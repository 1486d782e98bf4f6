"""Who is asking: the conversation and her participation in one question."""

from __future__ import annotations

from dataclasses import dataclass

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.models import Conversation, Participation


@dataclass(frozen=True, kw_only=True)
class Taking:
    """The conversation, and her participation (None before her first vote)."""

    conversation: Conversation
    participation: Participation | None


def taking_part(code: str, *, token_hash: str = "", recovery_hash: str = "") -> Taking | None:
    """None for a draft and for what does not exist. One question where she is known, two where she is not."""
    if token_hash or recovery_hash:
        known = {"token_hash": token_hash} if token_hash else {"recovery_hash": recovery_hash}
        rows = Participation.objects.filter(conversation__code=code, **known).select_related("conversation")
        for row in rows[:1]:
            return Taking(conversation=row.conversation, participation=row)
    found = Conversation.objects.exclude(state=states.Conversation.DRAFT).filter(code=code).first()
    return None if found is None else Taking(conversation=found, participation=None)
