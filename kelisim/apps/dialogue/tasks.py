"""What runs by the clock or is asked for by name: latest figures, and a publication a person asked for."""

from __future__ import annotations

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.actions.ask_publication import answered
from kelisim.apps.dialogue.actions.publish import publish
from kelisim.apps.dialogue.actions.refresh import refresh
from kelisim.apps.dialogue.errors import DialogueError
from kelisim.apps.dialogue.models import Conversation
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.job import job
from kelisim.kernel.queue.later import later
from kelisim.kernel.queue.timetable import every


@job("dialogue.refresh_all")
def refresh_all() -> None:
    """Asks for the figures of each open conversation."""
    for one in Conversation.objects.filter(state=states.Conversation.OPEN):
        later("dialogue.refresh", one.pk)


@job("dialogue.refresh")
def refresh_one(conversation: int) -> None:
    """Computes the latest figures of one conversation if it has new votes."""
    refresh(Conversation.objects.get(pk=conversation))


@job("dialogue.publish")
def publish_one(conversation: int, by: int) -> None:
    """Publishes the result a person asked for; what the room refuses is told to her, not tried again."""
    row = Conversation.objects.get(pk=conversation)
    refused = None
    try:
        publish(row, by=User.objects.get(pk=by))
    except DialogueError as error:
        refused = error
    answered(row, refused)


every("dialogue.refresh_all", minutes=1)
