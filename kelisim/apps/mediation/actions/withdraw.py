"""The applicant takes her application back, at once and without a reason, until the agreement is signed."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.object_to import drop_mediator
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.models import Case, Offer, Party
from kelisim.apps.mediation.states import Closing, State
from kelisim.kernel.access.door import require
from kelisim.kernel.queue.later import later


def withdraw(case: Case, *, by: Party) -> Case:
    """Closes the case as withdrawn."""
    require(access.may_take_part(by, case) and by.side == Party.Side.APPLICANT)
    with transaction.atomic():
        case = locked(case)
        if case.state == State.CLOSED and case.closing == Closing.WITHDRAWN:
            return case
        require_move(case, "withdraw", State.CLOSED)
        case.offers.filter(status=Offer.Status.ACCEPTED).update(status=Offer.Status.CLOSED)
        drop_mediator(case)
        take_step(case, Step(verb="withdraw", by=by, after=State.CLOSED, closing=Closing.WITHDRAWN))
        later("mediation.tell_office", case.pk, "withdrawn", once=f"withdrawn:{case.pk}")
        for party in case.parties.filter(joined_at__isnull=False).exclude(pk=by.pk):
            later("mediation.mail", party.pk, "closed", once=f"mail-closed:{case.pk}:{party.side}")
    return case
