"""Ends a tenure, or says beforehand when it ends."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from kelisim.apps.institution import access
from kelisim.apps.institution.errors import AlreadyEnded, BadSpan
from kelisim.apps.institution.models import Tenure
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def end_tenure(tenure: Tenure, *, until: date, reason: str, by: User | None) -> Tenure:
    """The person holds the post to the day before `until`. A term that is not over may be cut short.

    Raises AlreadyEnded, BadSpan.
    """
    require(access.may_appoint(by, tenure.post))
    with transaction.atomic():
        locked = Tenure.objects.select_for_update().get(pk=tenure.pk)
        if locked.until is not None and (locked.until <= timezone.localdate() or locked.until <= until):
            raise AlreadyEnded(until=locked.until.isoformat())
        if locked.since is not None and until <= locked.since:
            raise BadSpan(since=locked.since.isoformat(), until=until.isoformat())
        locked.until, locked.end_reason = until, reason
        locked.save(update_fields=["until", "end_reason"])
        record("institution.tenure_ended", locked, by=by, post=locked.post.code)
    return locked
