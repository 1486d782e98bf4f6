"""What became of a meeting: held and how long, or who did not come. Nothing of what was said."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.open_session import tell_sides
from kelisim.apps.mediation.actions.take_step import locked
from kelisim.apps.mediation.errors import AnswersMissing, AnswerWrong, MeetingStillToCome
from kelisim.apps.mediation.models import Party, Session
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record

LONGEST_MINUTES = 24 * 60


def record_session(
    session: Session, *, status: str, minutes: int | None = None, absent: Collection[Party] = (), by: User
) -> Session:
    """Raises AnswersMissing (length of a held meeting, who missed one), AnswerWrong, MeetingStillToCome."""
    require(access.may_lead(by, session.case))
    if status not in Session.Status.values or status == Session.Status.PLANNED:
        raise AnswerWrong(field="status", value=status[:40])
    if status == Session.Status.HELD and not minutes:
        raise AnswersMissing(fields=["minutes"])
    if minutes is not None and not 0 < minutes <= LONGEST_MINUTES:
        raise AnswerWrong(field="minutes", value=minutes)
    _has_come(session, status)
    missing = "".join(sorted({party.side for party in absent})) if status == Session.Status.NO_SHOW else ""
    if status == Session.Status.NO_SHOW and not missing:
        raise AnswersMissing(fields=["missing"])
    with transaction.atomic():
        case = locked(session.case)
        session = case.sessions.select_for_update().get(pk=session.pk)
        if (session.status, session.minutes, session.missing) == (status, minutes, missing):
            return session
        called_off = status == Session.Status.CANCELLED and session.status == Session.Status.PLANNED
        session.status, session.minutes, session.missing = status, minutes, missing
        session.save()
        record(
            "mediation.session_recorded", case, by=by, session=session.number, status=status, missing=missing
        )
        if called_off:
            tell_sides(session, "meeting_off")
    return session


def _has_come(session: Session, status: str) -> None:
    day = timezone.localdate(session.starts_at)
    if status != Session.Status.CANCELLED and day > timezone.localdate():
        raise MeetingStillToCome(day=day.isoformat())
