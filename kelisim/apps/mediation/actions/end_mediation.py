"""What every ending shares: the ground, the notice, the filing clock."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.states import State
from kelisim.kernel.queue.later import later


def end_mediation(case: Case, step: Step) -> Case:
    """Ends a mediation on exactly one ground; the same ending twice is one."""
    with transaction.atomic():
        case = locked(case)
        if case.state == State.ENDED and case.closing == step.closing:
            return case
        finish(case, step)
    return case


def finish(case: Case, step: Step) -> None:
    """The same for a case that is locked already."""
    require_move(case, step.verb, State.ENDED)
    today = timezone.localdate()
    filed = law.over_at(law.last_day("file_days", today))
    take_step(
        case,
        replace(step, after=State.ENDED, clock=(Clock.FILING, filed), edition=law.edition(today)),
    )
    for party in case.parties.all():
        later("mediation.mail", party.pk, "ended", once=f"mail-ended:{case.pk}:{party.side}")
