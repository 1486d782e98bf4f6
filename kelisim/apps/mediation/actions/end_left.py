"""One side leaves; a notice by any available means is enough."""

from __future__ import annotations

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.end_mediation import end_mediation
from kelisim.apps.mediation.actions.take_step import Step
from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.states import Closing
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User


def end_left(case: Case, *, side: str, by: Party | User) -> Case:
    """Ends on the fourth ground: the side herself, or the mediator who got her notice."""
    require(access.may_end(by, case) and side in {"A", "B"})
    require(not isinstance(by, Party) or by.side == side)
    return end_mediation(case, Step(verb="end_left", by=by, closing=Closing.LEFT, facts={"left": side}))
