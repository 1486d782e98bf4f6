"""The office called a side about performance: what she said, or that nobody answered and the call stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.check_application import require_code
from kelisim.apps.mediation.actions.keep_answers import Said, keep_answers
from kelisim.apps.mediation.actions.set_follow_up import turn_follow_up
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswersMissing
from kelisim.apps.mediation.models import Case, FollowUp
from kelisim.apps.mediation.models.outcome import Means
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User

NO_ANSWER, NO_MORE = "no_answer", "no_more"


@dataclass(frozen=True, kw_only=True)
class Call:
    """What came of it: a code of the pack, and the answers by number if she gave any."""

    result: str
    answers: Mapping[int, str] = field(default_factory=dict)


def record_call(question: FollowUp, call: Call, *, once: str, by: User) -> Case:
    """Writes the call down; the same form twice is one call. Answers are weighed like those of a link.

    Raises AnswersMissing, AnswerWrong, AnswersForAnotherRound, NotInThisState.
    """
    require(access.may_follow_up(by, question.case))
    if not call.result:
        raise AnswersMissing(fields=["result"])
    require_code("result", call.result, "call_results")
    with transaction.atomic():
        case = locked(question.case)
        if case.moves.filter(verb="call", facts__once=once).exists():
            return case
        require_move(case, "call")
        question = (
            case.follow_ups.select_for_update(of=("self",)).prefetch_related("party").get(pk=question.pk)
        )
        _close(case, question, call, by)
        facts = {"once": once, "side": question.party.side, "round": question.round}
        take_step(case, Step(verb="call", by=by, reason=call.result, facts=facts))
        if call.answers and call.result not in {NO_ANSWER, NO_MORE}:
            keep_answers(case, question, Said(answers=call.answers, means=Means.PHONE, by=by))
    return case


def _close(case: Case, question: FollowUp, call: Call, by: User) -> None:
    """Nobody answered: the call stays. Otherwise it is done; who asks not to be called is asked no more."""
    if call.result == NO_ANSWER:
        return
    question.called_at, question.called_by = timezone.now(), by
    question.save()
    if call.result == NO_MORE and question.party.follow_up:
        turn_follow_up(case, question.party, agrees=False)
