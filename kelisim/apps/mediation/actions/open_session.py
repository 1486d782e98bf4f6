"""The mediator sets a meeting; a meeting moves an agreed case into talks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.check_application import require_code
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswersMissing, BeforeAgreement
from kelisim.apps.mediation.models import Case, Party, Session
from kelisim.apps.mediation.states import State
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later
from kelisim.kernel.texts.code import Code


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """When and how; `apart` names the one side of a separate meeting."""

    starts_at: datetime
    mode: str
    apart: Party | None = None
    interpreter: bool = False


def open_session(case: Case, *, meeting: Meeting, by: User) -> Session:
    """Plans a meeting; the same one twice is one. Raises BeforeAgreement, AnswersMissing, AnswerWrong."""
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
        session = Session.objects.create(case=case, number=case.sessions.count() + 1, **vars(meeting))
        facts: dict[str, Code] = {
            "session": session.number,
            "mode": meeting.mode,
            "apart": int(meeting.apart is not None),
        }
        take_step(case, Step(verb="open_session", by=by, after=State.RUNNING, facts=facts))
        for party in [meeting.apart] if meeting.apart else case.parties.all():
            later("mediation.mail", party.pk, "meeting", once=f"mail-meeting:{session.pk}:{party.side}")
    return session
