"""The clock asks the sides who agreed to it whether each obligation was performed; the last day closes."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.actions.pose_question import pose
from kelisim.apps.mediation.actions.take_step import Step, locked, take_step
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.queries import following, law
from kelisim.apps.mediation.states import State


def ask_follow_up(case: Case) -> Case:
    """Asks every round that has come; closes the case once its last day is over. Runs at any time."""
    with transaction.atomic():
        case = locked(case)
        if case.state not in {State.SETTLED, State.FOLLOW_UP}:
            return case
        today = timezone.localdate()
        obligations = list(case.obligations.all())
        if today > following.last_day_on(case) or not obligations:
            take_step(
                case,
                Step(verb="follow", by=None, after=State.CLOSED, closing=following.outcome(obligations)),
            )
            return case
        asked = _ask(case, today)
        clock = (Clock.FOLLOW, law.over_at(following.next_round_on(case, today)))
        if asked and case.state == State.SETTLED:
            take_step(case, Step(verb="follow", by=None, after=State.FOLLOW_UP, clock=clock))
        else:
            case.clock, case.clock_at = clock
            case.save()
    return case


def _ask(case: Case, today: date) -> int:
    due = [(party, one) for party in case.parties.all() for one in following.due_rounds(case, party, today)]
    for party, one in due:
        pose(case, party, one.code)
    return len(due)
