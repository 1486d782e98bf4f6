"""The office registers an appeal that came by itself: on the same or the next working day."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.queries import appeal, law
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User


def register(case: Case, *, by: User) -> Case:
    """The clock of the answer runs on from here; registered twice is once. Routing registers as well."""
    require(access.may_work(by, case))
    with transaction.atomic():
        case = locked(case)
        if case.clock != Clock.REGISTER:
            return case
        require_move(case, "register")
        edition = law.edition(appeal.received_on(case))
        take_step(case, Step(verb="register", by=by, clock=appeal.registered_by(case), edition=edition))
    return case
