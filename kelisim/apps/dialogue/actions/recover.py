"""Gives somebody words to go on with on another device; only their hash is kept."""

from __future__ import annotations

from kelisim.apps.dialogue.actions.take_part import hashed
from kelisim.apps.dialogue.errors import WrongWords
from kelisim.apps.dialogue.models import Conversation, Participation
from kelisim.apps.dialogue.queries.recovery import drawn, key_of


def give_words(participation: Participation) -> list[str]:
    """New ones each time; the earlier ones no longer open anything."""
    words = drawn()
    told = hashed(secret_of(" ".join(words)))
    Participation.objects.filter(pk=participation.pk).update(recovery_hash=told)
    return words


def recover(conversation: Conversation, *, words: str) -> str:
    """What the other device keeps from now on. Raises WrongWords."""
    secret = secret_of(words)
    rows = Participation.objects.filter(conversation=conversation, recovery_hash=hashed(secret))
    if not secret or not rows.exists():
        raise WrongWords
    return secret


def secret_of(words: str) -> str:
    """What stands for the words on a device; empty if they are not eight. Its hash is kept, so that what is
    kept opens nothing."""
    key = key_of(words)
    return hashed(key) if key else ""
