"""Computes the latest figures anew, for those who lead and for what to show next; nobody else sees them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.dialogue.models import Conversation, Latest, Vote
from kelisim.apps.dialogue.queries.figures import figures_of


def refresh(conversation: Conversation) -> Latest | None:
    """The whole analysis if anything was voted since the last one; None if nothing was. By the clock
    alone."""
    newest = Vote.objects.filter(participation__conversation=conversation).order_by("-pk").first()
    latest = Latest.objects.filter(conversation=conversation).first()
    if newest is None or (latest is not None and latest.last_vote == newest.pk):
        return None
    found = figures_of(conversation)
    told = found.document()
    day = {
        "day": timezone.localdate().isoformat(),
        "counted": told["counted"],
        "votes": told["votes"],
        "groups": len(told["groups"]),
        "median": told["stability"]["median"],
    }
    with transaction.atomic():
        Conversation.objects.select_for_update().get(pk=conversation.pk)
        latest = Latest.objects.filter(conversation=conversation).first() or Latest(conversation=conversation)
        before = [one for one in latest.history if one["day"] != day["day"]]
        latest.computed_at, latest.last_vote = timezone.now(), found.log.last_vote
        latest.document, latest.routing, latest.history = told, found.routing(), [*before, day]
        latest.save()
    return latest
