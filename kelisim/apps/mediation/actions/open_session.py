"""The mediator sets a meeting; a meeting moves an agreed case into talks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.check_application import require_code
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswersMissing, BeforeAgreement
from kelisim.apps.mediation.errors.diary import ModeNotAgreed, SideNotThere, TimeTaken
from kelisim.apps.mediation.models import Case, Party, Session
from kelisim.apps.mediation.queries.diary import Span, Wanted, conflicts
from kelisim.apps.mediation.states import State
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later
from kelisim.kernel.texts.code import Code


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """When, how and how long; `apart` names the one side of a separate meeting.

    `agreed`: the sides agree to this way of meeting; `despite`: held although somebody seems to be busy.
    """

    starts_at: datetime
    mode: str
    apart: Party | None = None
    interpreter: bool = False
    lasts: int = 60
    agreed: bool = True
    despite: bool = False

    def span(self) -> Span:
        """From its beginning to its end, as planned."""
        return Span(since=self.starts_at, until=self.starts_at + timedelta(minutes=self.lasts))

    def wanted(self, besides: int = 0) -> Wanted:
        """What is asked of everybody's time."""
        return Wanted(span=self.span(), mode=self.mode, apart=self.apart, besides=besides)


def open_session(case: Case, *, meeting: Meeting, by: User) -> Session:
    """Plans a meeting; the same one twice is one.

    Raises BeforeAgreement, AnswersMissing, AnswerWrong, ModeNotAgreed, SideNotThere, TimeTaken.
    """
    require(access.may_lead(by, case))
    if not meeting.mode:
        raise AnswersMissing(fields=["mode"])
    require_code("mode", meeting.mode, "modes")
    with transaction.atomic():
        case = locked(case)
        if case.agreed_on is None:
            raise BeforeAgreement
        planned = case.sessions.filter(
            starts_at=meeting.starts_at, apart=meeting.apart, status=Session.Status.PLANNED
        ).first()
        if planned is not None:
            return planned
        require_move(case, "open_session", State.RUNNING)
        require_possible(case, meeting)
        session = Session.objects.create(
            case=case,
            number=case.sessions.count() + 1,
            starts_at=meeting.starts_at,
            mode=meeting.mode,
            apart=meeting.apart,
            interpreter=meeting.interpreter,
            lasts=meeting.lasts,
        )
        facts: dict[str, Code] = {
            "session": session.number,
            "mode": meeting.mode,
            "apart": int(meeting.apart is not None),
            "despite": int(meeting.despite),
        }
        take_step(case, Step(verb="open_session", by=by, after=State.RUNNING, facts=facts))
        tell_sides(session, "meeting")
    return session


def require_possible(case: Case, meeting: Meeting, besides: int = 0) -> None:
    """All who take part are there, the way of meeting is agreed, nobody is busy (or it was confirmed)."""
    if not meeting.agreed:
        raise ModeNotAgreed
    asked = [meeting.apart] if meeting.apart else list(case.parties.all())
    if any(party.joined_at is None for party in asked):
        raise SideNotThere
    found = [] if meeting.despite else conflicts(case, meeting.wanted(besides))
    if found:
        raise TimeTaken(conflicts=len(found))


def tell_sides(session: Session, news: str) -> None:
    """A mail without content to each side asked, once for each time the meeting was put to."""
    for party in asked_sides(session):
        once = f"mail-{news}:{session.pk}:{session.moved}:{party.side}"
        later("mediation.mail_meeting", session.pk, party.side, news, session.moved, once=once)


def asked_sides(session: Session) -> list[Party]:
    """The sides that take part."""
    return [session.apart] if session.apart else list(session.case.parties.all())
