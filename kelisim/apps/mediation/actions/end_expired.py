"""The term is over: the mediator confirms on its last day, the clock ends it the day after."""

from __future__ import annotations

from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.end_mediation import end_mediation
from kelisim.apps.mediation.actions.take_step import Step
from kelisim.apps.mediation.errors import NotInThisState
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.states import TALKS, Closing
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User


def end_expired(case: Case, *, by: User | None) -> Case:
    """Ends on the fifth ground. The mediator on the last day or later (NotInThisState before); nobody
    (the clock) only after it, and silently not at all before.
    """
    require(by is None or access.may_lead(by, case))
    today = timezone.localdate()
    case = Case.objects.get(pk=case.pk)
    over = case.due_on is not None and (today > case.due_on if by is None else today >= case.due_on)
    if by is None and not (over and case.state in TALKS):
        return case
    if not over:
        raise NotInThisState(state=case.state, verb="end_expired")
    return end_mediation(case, Step(verb="end_expired", by=by, closing=Closing.EXPIRED))
