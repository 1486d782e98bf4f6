"""The mediator puts a planned meeting to another time; the sides asked are told."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.open_session import Meeting, require_possible, tell_sides
from kelisim.apps.mediation.actions.take_step import Step, locked, take_step
from kelisim.apps.mediation.errors.diary import NotPlanned
from kelisim.apps.mediation.models import Session
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User


def move_session(session: Session, *, meeting: Meeting, by: User) -> Session:
    """To another moment, length or way of meeting; with whom stays. The same again changes nothing.

    Raises NotPlanned, NotInThisState, ModeNotAgreed, TimeTaken.
    """
    require(access.may_lead(by, session.case))
    with transaction.atomic():
        case = locked(session.case)
        session = case.sessions.select_for_update(of=("self",)).prefetch_related("apart").get(pk=session.pk)
        told = (meeting.starts_at, meeting.lasts, meeting.mode)
        if (session.starts_at, session.lasts, session.mode) == told:
            return session
        if session.status != Session.Status.PLANNED:
            raise NotPlanned(number=session.number)
        require_possible(case, meeting, besides=session.pk)
        session.starts_at, session.lasts, session.mode = told
        session.moved += 1
        session.save(update_fields=["starts_at", "lasts", "mode", "moved"])
        facts = {"session": session.number, "moved": session.moved, "despite": int(meeting.despite)}
        take_step(case, Step(verb="move_session", by=by, facts=facts))
        tell_sides(session, "meeting_moved")
    return session
