"""Takes back all votes of a participation, or erases it; at once, without writing to anyone."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Max

from kelisim.apps.dialogue.models import Conversation, Participation, Result, Statement, Vote


def withdraw_votes(participation: Participation) -> int:
    """Adds an entry that takes back each vote; how many stood. She may vote again at any time."""
    with transaction.atomic():
        rows = Vote.objects.filter(participation=participation)
        page = (rows.aggregate(most=Max("page"))["most"] or 0) + 1
        last = {vote.statement_id: vote for vote in rows.order_by("pk")}
        standing = [one for one in last.values() if not one.withdrawn]
        Vote.objects.bulk_create(
            Vote(
                participation=participation, statement_id=one.statement_id, value=0, page=page, withdrawn=True
            )
            for one in standing
        )
    return len(standing)


def erase(participation: Participation) -> None:
    """Her votes leave the log, her row and place in earlier results vanish; a replay says how many are gone.

    Statements she wrote stay without an author: others have answered them.
    """
    with transaction.atomic():
        conversation, key = participation.conversation_id, str(participation.pk)
        Statement.objects.filter(author=participation).update(author=None)
        Vote.objects.filter(participation=participation).delete()
        participation.delete()
        Conversation.objects.filter(pk=conversation).update(erased=F("erased") + 1)
        for result in Result.objects.select_for_update().filter(conversation=conversation):
            if result.whole.get("members", {}).pop(key, None) is not None:
                result.save(update_fields=["whole"])
