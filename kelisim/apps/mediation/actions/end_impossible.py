"""The mediator finds that no agreement can be reached: a code, no substance."""

from __future__ import annotations

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.end_mediation import end_mediation
from kelisim.apps.mediation.actions.take_step import Step
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.states import Closing
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User


def end_impossible(case: Case, *, by: User) -> Case:
    """Ends on the second ground of the law."""
    require(access.may_lead(by, case))
    return end_mediation(case, Step(verb="end_impossible", by=by, closing=Closing.IMPOSSIBLE))
