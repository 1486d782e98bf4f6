"""Somebody takes part: from the first vote on she has a row, known only by the hash of what her phone
keeps."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils import timezone

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.errors import NeedsACode, NotOpen
from kelisim.apps.dialogue.models import Code, Conversation, Participation, Tier


def hashed(secret: str) -> str:
    """What is kept of a token, a code or recovery words; each is random, so no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def plain(code: str) -> str:
    """A code as it is kept, however it was typed: no gaps, no hyphens, large letters."""
    return "".join(letter for letter in code if letter.isalnum()).upper()


def take_part(
    conversation: Conversation, *, token: str, code: str = "", known: bool = False
) -> Participation:
    """Her participation, the same for the same token. `known`: an association has verified her account.

    Raises NotOpen, NeedsACode.
    """
    held = Participation.objects.filter(token_hash=hashed(token), conversation=conversation).first()
    if held is not None:
        return held
    if conversation.state != states.Conversation.OPEN:
        raise NotOpen
    if conversation.tier == Tier.ACCOUNT and not known:
        raise NeedsACode
    with transaction.atomic():
        if conversation.tier == Tier.CODE:
            _use(conversation, code, token)
        Participation.objects.bulk_create(
            [
                Participation(
                    conversation=conversation,
                    token_hash=hashed(token),
                    tier=conversation.tier,
                    began_on=timezone.localdate(),
                )
            ],
            ignore_conflicts=True,
        )
    return Participation.objects.get(conversation=conversation, token_hash=hashed(token))


def _use(conversation: Conversation, code: str, token: str) -> None:
    """One update decides between two people who type the same code at once; who sent it twice is one."""
    rows = Code.objects.filter(conversation=conversation, code_hash=hashed(plain(code)), used=False)
    if rows.update(used=True):
        return
    if not Participation.objects.filter(conversation=conversation, token_hash=hashed(token)).exists():
        raise NeedsACode
