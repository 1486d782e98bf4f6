"""What everybody may read of a conversation: its publications, and the wording of its statements then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.models import Conversation, Result, Statement, Variant

GONE = (states.Statement.REJECTED, states.Statement.WITHDRAWN)


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One publication; `texts` by statement number and form, without those no longer shown."""

    conversation: Conversation
    result: Result
    previous: Result | None
    texts: dict[str, dict[str, str]]

    @property
    def told(self) -> dict[str, Any]:
        """What was published, to the byte."""
        public: dict[str, Any] = self.result.public
        return public


def publication_of(conversation: Conversation, number: int | None = None) -> Publication | None:
    """The latest, or the one of that number."""
    found = Result.objects.filter(conversation=conversation)
    result = (found if number is None else found.filter(number=number)).first()
    if result is None:
        return None
    return Publication(
        conversation=conversation,
        result=result,
        previous=found.filter(number__lt=result.number).first(),
        texts=shown_texts(result),
    )


def wordings_of(conversation: Conversation) -> dict[str, dict[str, str]]:
    """The wording of every statement as it stands; a publication freezes it."""
    texts: dict[str, dict[str, str]] = {}
    for one in Variant.objects.filter(statement__conversation=conversation).select_related("statement"):
        texts.setdefault(str(one.statement.number), {})[one.form] = one.text
    return texts


def shown_texts(result: Result) -> dict[str, dict[str, str]]:
    """What was rejected after the publication is not shown by it any longer; its numbers stay."""
    gone = Statement.objects.filter(conversation_id=result.conversation_id, state__in=GONE)
    away = {str(number) for number in gone.values_list("number", flat=True)}
    kept: dict[str, dict[str, str]] = result.whole["texts"]
    return {number: texts for number, texts in kept.items() if number not in away}
