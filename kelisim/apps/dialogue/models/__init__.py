"""What the room keeps: conversations, statements in every language, votes without names, results."""

from kelisim.apps.dialogue.models.conversation import Conversation, Moderation, Tier
from kelisim.apps.dialogue.models.result import Latest, Result
from kelisim.apps.dialogue.models.statement import FORMS, Form, Statement, Variant
from kelisim.apps.dialogue.models.voting import Batch, Code, Participation, Vote

__all__ = [
    "FORMS",
    "Batch",
    "Code",
    "Conversation",
    "Form",
    "Latest",
    "Moderation",
    "Participation",
    "Result",
    "Statement",
    "Tier",
    "Variant",
    "Vote",
]
