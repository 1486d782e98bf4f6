"""A person decides what an appeal is. Until the other side is invited it may be decided anew."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.check_application import require_code
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswersMissing
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.states import State
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User


def route(case: Case, *, to: str, rule: str, by: User) -> Case:
    """Records the route and the rule it rests on (a key of law/rules). Raises AnswersMissing, AnswerWrong."""
    require(access.may_work(by, case))
    if not to or not rule:
        raise AnswersMissing(fields=[name for name, value in (("route", to), ("rule", rule)) if not value])
    require_code("route", to, "routes")
    with transaction.atomic():
        case = locked(case)
        if case.state == State.TRIAGED and (case.route, case.rule) == (to, rule):
            return case
        require_move(case, "route", State.TRIAGED)
        case.route, case.rule = to, rule
        received = timezone.localdate(case.received_at)
        term = "forward_days" if to == "referral" else "answer_days"
        take_step(
            case,
            Step(
                verb="route",
                by=by,
                after=State.TRIAGED,
                clock=(Clock.ANSWER, law.over_at(law.last_day(term, received))),
                reason=to,
                edition=law.edition(received),
                facts={"rule": rule},
            ),
        )
    return case
