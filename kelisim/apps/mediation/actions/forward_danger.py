"""An appeal tells of a crime or a danger to safety: it is forwarded at once, then handled with care."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries import appeal, law
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User


def forward_danger(case: Case, *, to: Organisation, by: User) -> Case:
    """Records that it went to this body, when and by whom; from now on nothing is sent by itself.

    The words are handed over by the clerk, never by the program. To the same body twice is once.
    """
    require(access.may_work(by, case))
    with transaction.atomic():
        case = locked(case)
        if case.moves.filter(verb="forward_danger", reason=to.code[:40]).exists():
            return case
        require_move(case, "forward_danger")
        case.careful = True
        edition = law.edition(appeal.received_on(case))
        clock = appeal.registered_by(case)
        step = Step(verb="forward_danger", by=by, reason=to.code[:40], edition=edition, clock=clock)
        take_step(case, step)
    return case
