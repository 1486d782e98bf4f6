"""The clock asks the sides who agreed to it whether each obligation was performed; the last day closes."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.actions.take_step import Step, locked, take_step
from kelisim.apps.mediation.models import Case, FollowUp
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.queries import following, law
from kelisim.apps.mediation.states import State
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal import service


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
    asked = 0
    closes = timezone.now() + timedelta(days=law.number("follow_link_days", today))
    for one in following.due_rounds(case, today):
        for party in case.parties.filter(follow_up=True):
            question = FollowUp(
                case=case, party=party, round=one.code, asked_at=timezone.now(), closes_at=closes
            )
            question.token_hash = service.keyed_hash("follow-link", following.token(question))
            question.save()
            later("mediation.mail_follow_up", question.pk, once=f"follow:{question.pk}")
            asked += 1
    return asked
