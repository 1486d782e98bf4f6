"""How large a conversation is, as everybody may read it."""

from __future__ import annotations

from dataclasses import dataclass

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.models import Conversation, Participation, Statement


@dataclass(frozen=True, kw_only=True)
class Size:
    """Live statements; people in whole tens, since single numbers would tell who has just come."""

    statements: int
    people: int


def size_of(conversation: Conversation) -> Size:
    """Two questions."""
    live = Statement.objects.filter(conversation=conversation, state=states.Statement.LIVE).count()
    people = Participation.objects.filter(conversation=conversation).count()
    return Size(statements=live, people=people // 10 * 10)
