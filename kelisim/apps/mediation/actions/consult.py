"""A consultation: a service of the office, recorded apart. Whoever gave it cannot mediate in the matter."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswerWrong
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries import appeal
from kelisim.apps.mediation.states import Closing, State
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User

LONGEST_MINUTES = 480


def consult(case: Case, *, minutes: int, settles: bool, once: str, by: User) -> Case:
    """Records that advice was given: who, how long; `settles` closes the case as consulted."""
    require(access.may_work(by, case))
    if not 0 < minutes <= LONGEST_MINUTES:
        raise AnswerWrong(field="minutes", value=minutes)
    with transaction.atomic():
        case = locked(case)
        if case.moves.filter(verb="consult", facts__once=once).exists():
            return case
        require_move(case, "consult", State.CLOSED if settles else None)
        case.advisers.add(by)
        take_step(
            case,
            Step(
                verb="consult",
                by=by,
                after=State.CLOSED if settles else None,
                closing=Closing.CONSULTED if settles else None,
                clock=None if settles else appeal.registered_by(case),
                facts={"minutes": minutes, "topic": case.topic, "once": once},
            ),
        )
    return case
