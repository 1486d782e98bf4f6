"""Nobody eligible is left, or every one was refused: the office closes the case together with the sides."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.object_to import drop_mediator
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.models import Case, Offer
from kelisim.apps.mediation.states import Closing, State
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later


def no_mediator(case: Case, *, by: User) -> Case:
    """Closes the case as without a mediator."""
    require(access.may_work(by, case))
    with transaction.atomic():
        case = locked(case)
        if case.state == State.CLOSED and case.closing == Closing.NO_MEDIATOR:
            return case
        require_move(case, "no_mediator", State.CLOSED)
        drop_mediator(case)
        case.offers.filter(status=Offer.Status.ACCEPTED).update(status=Offer.Status.CLOSED)
        take_step(case, Step(verb="no_mediator", by=by, after=State.CLOSED, closing=Closing.NO_MEDIATOR))
        for party in case.parties.filter(joined_at__isnull=False):
            later("mediation.mail", party.pk, "closed", once=f"mail-closed:{case.pk}:{party.side}")
    return case
