"""Publishes a result: what everybody may read, frozen with its hash; never after each vote."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.dialogue import access
from kelisim.apps.dialogue.errors import NothingToPublish, TooSoon
from kelisim.apps.dialogue.models import Conversation, Result
from kelisim.apps.dialogue.queries.figures import figures_of
from kelisim.engines.commonground.published import published
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record

NEWLY_COUNTED = 10


def publish(conversation: Conversation, *, by: User) -> Result:
    """Runs the whole analysis on the log and keeps it. Raises NothingToPublish, TooSoon."""
    require(access.may_lead(by, conversation))
    found = figures_of(conversation)
    counted = int(found.found.counted.sum())
    if not counted:
        raise NothingToPublish
    whole = found.document()
    with transaction.atomic():
        Conversation.objects.select_for_update().get(pk=conversation.pk)
        last = Result.objects.filter(conversation=conversation).first()
        if last is not None and counted - last.counted < NEWLY_COUNTED:
            raise TooSoon(new=max(counted - last.counted, 0), least=NEWLY_COUNTED)
        result = Result.objects.create(
            conversation=conversation,
            number=1 if last is None else last.number + 1,
            public=published(whole),
            whole={**whole, "members": found.members(), "map": found.map()},
            result_hash=whole["result_hash"],
            log_digest=found.log.digest,
            last_vote=found.log.last_vote,
            votes=len(found.found.votes.value),
            counted=counted,
            published_at=timezone.now(),
            published_by=by,
        )
        record("dialogue.result_published", result, by=by, number=result.number, digest=result.result_hash)
    return result
