"""An ended case is filed once its certificate was on offer long enough; run by the clock."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.actions.take_step import Step, locked, take_step
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.states import Closing, State


def file_case(case: Case) -> Case:
    """Closes an ended case under the ground it ended on."""
    with transaction.atomic():
        case = locked(case)
        due = case.clock_at is not None and case.clock_at <= timezone.now()
        if case.state != State.ENDED or not due:
            return case
        take_step(case, Step(verb="file", by=None, after=State.CLOSED, closing=Closing(case.closing)))
    return case
