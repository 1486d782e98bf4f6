"""The clock finds a duty whose last day is over and writes it down, once; run as often as it likes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.actions.take_step import locked, write_missed
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries import missed
from kelisim.apps.mediation.states import State


def note_missed(case: Case) -> Case:
    """Writes the missed clock down; moves nothing and tells nobody more than the desks show."""
    with transaction.atomic():
        case = locked(case)
        now = timezone.now()
        late = missed.passed(case, now)
        if late is not None and case.state != State.CLOSED:
            write_missed(case, late, at=now)
    return case
