"""A side complains of a refusal; the council lets it stand or sends the appeal back to the office."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.check_application import require_code
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswersMissing, ComplaintTooLate, NoComplaint
from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.queries import complaints, law
from kelisim.apps.mediation.states import State
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later


def complain(case: Case, *, ground: str, by: Party) -> Case:
    """Tells the council why the side finds the refusal wrong: a code, no story. Once a refusal.

    Raises AnswersMissing, AnswerWrong, ComplaintTooLate, NotInThisState.
    """
    require(access.may_take_part(by, case))
    if not ground:
        raise AnswersMissing(fields=["ground"])
    require_code("ground", ground, "complaint_grounds")
    with transaction.atomic():
        case = locked(case)
        if complaints.complained(case):
            return case
        require_move(case, complaints.COMPLAIN)
        last = complaints.complain_by(case)
        if last is None:
            raise NoComplaint
        if timezone.localdate() > last:
            raise ComplaintTooLate(day=last.isoformat())
        take_step(case, Step(verb=complaints.COMPLAIN, by=by, reason=ground))
        later(
            "mediation.tell_council", case.pk, "complaint", once=f"complaint:{case.pk}:{timezone.localdate()}"
        )
    return case


def hear_complaint(case: Case, *, heeded: bool, by: User) -> Case:
    """The council decides. Heeded: the refusal is taken back and the office chooses the route anew.

    Raises NoComplaint.
    """
    require(access.may_hear_complaint(by, case))
    with transaction.atomic():
        case = locked(case)
        last = case.moves.filter(verb__in=(complaints.COMPLAIN, complaints.HEAR)).last()
        if last is not None and last.verb == complaints.HEAR:
            return case
        if not complaints.stands(case):
            raise NoComplaint
        after = State.TRIAGED if heeded else None
        require_move(case, complaints.HEAR, after)
        if heeded:
            case.closing = ""
        today = timezone.localdate()
        clock = (Clock.ANSWER, law.over_at(law.last_day("answer_days", today))) if heeded else None
        reason = "heeded" if heeded else "stands"
        take_step(case, Step(verb=complaints.HEAR, by=by, after=after, clock=clock, reason=reason))
        later(
            "mediation.mail",
            case.parties.get(side="A").pk,
            "complaint",
            once=f"heard:{last.pk if last else 0}",
        )
        if heeded:
            later("mediation.tell_office", case.pk, "complaint", once=f"heeded:{case.pk}:{today}")
    return case
