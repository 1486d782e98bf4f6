"""A link by which a calendar elsewhere reads the meetings; a new one ends the old one."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.access.diary import may_keep_diary
from kelisim.apps.mediation.models import Feed
from kelisim.apps.mediation.queries.calendar_feed import feeds_of, token_hash
from kelisim.apps.mediation.queries.diary import Diary
from kelisim.kernel.access.door import Refused, require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def give_feed(diary: Diary, *, by: User) -> str:
    """The token, shown once: only its keyed hash is kept. Sides get no feed, but a link a meeting."""
    require(may_keep_diary(by, diary))
    if diary.party is not None:
        raise Refused
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        feeds_of(diary).update(revoked_at=timezone.now())
        feed = Feed.objects.create(
            mediator=diary.mediator, office=diary.office, language=by.language, token_hash=token_hash(token)
        )
        record("mediation.feed_given", diary.owner(), by=by, feed=feed.pk)
    return token


def end_feed(diary: Diary, *, by: User) -> None:
    """From now on the link opens nothing; twice is once."""
    require(may_keep_diary(by, diary))
    with transaction.atomic():
        if feeds_of(diary).update(revoked_at=timezone.now()):
            record("mediation.feed_ended", diary.owner(), by=by)
