"""The period of an invitation is over without an answer: it counts as refused, and harms nobody."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.actions.take_step import Step, locked, take_step
from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.states import Closing, State
from kelisim.kernel.queue.later import later


def lapse(case: Case) -> Case:
    """Closes the case if its invitation's period is over; run by the clock, as often as it likes."""
    with transaction.atomic():
        case = locked(case)
        over = case.clock_at is not None and case.clock_at <= timezone.now()
        if case.state != State.INVITING or case.clock != Clock.INVITATION or not over:
            return case
        take_step(case, Step(verb="lapse", by=None, after=State.CLOSED, closing=Closing.NO_RESPONSE))
        applicant = case.parties.get(side=Party.Side.APPLICANT)
        later("mediation.mail", applicant.pk, "closed", once=f"mail-closed:{case.pk}:{case.closed_at:%Y%m%d}")
    return case
