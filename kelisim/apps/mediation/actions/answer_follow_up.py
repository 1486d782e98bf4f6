"""A side answers by her link: performed, partly, not, not due, for each obligation number."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswersForAnotherRound, AnswersMissing, AnswerWrong
from kelisim.apps.mediation.models import Case, FollowUp, Obligation
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.models.outcome import Answer
from kelisim.apps.mediation.queries import following, law
from kelisim.apps.mediation.states import Closing, State
from kelisim.kernel.queue.later import later


def answer_follow_up(token: str, *, answers: Mapping[int, str]) -> Case:
    """Records the answers (number to code); answering again before the link closes corrects them.

    Raises AnswersForAnotherRound, AnswersMissing, AnswerWrong.
    """
    found = following.question(token)
    if found is None:
        raise AnswersForAnotherRound
    with transaction.atomic():
        case = locked(found.case)
        question = case.follow_ups.select_for_update().select_related("party").get(pk=found.pk)
        obligations = list(case.obligations.select_related("debtor"))
        _check(obligations, answers)
        said = {str(number): str(answer) for number, answer in answers.items()}
        if question.answers == said:
            return case
        if case.state == State.CLOSED:
            raise AnswersForAnotherRound
        question.answers, question.answered_at = said, timezone.now()
        question.save()
        _weigh(obligations, question)
        outcome = following.outcome(obligations)
        done = outcome == Closing.PERFORMED and _owed_side_said_so(obligations, case)
        after = State.CLOSED if done else State.FOLLOW_UP
        require_move(case, "follow", after)
        following_on = following.next_round_on(case, timezone.localdate())
        take_step(
            case,
            Step(
                verb="follow",
                by=question.party,
                after=after,
                closing=outcome if done else None,
                clock=None if done else (Clock.FOLLOW, law.over_at(following_on)),
                facts={"round": question.round, "answers": [f"{n}:{said[n]}" for n in sorted(said)]},
            ),
        )
        if Answer.NOT in said.values():
            later("mediation.tell_office", case.pk, "not_performed", once=f"not:{question.pk}")
    return case


def _check(obligations: list[Obligation], answers: Mapping[int, str]) -> None:
    missing = [str(one.number) for one in obligations if one.number not in answers]
    if missing:
        raise AnswersMissing(fields=missing)
    known = {one.number for one in obligations}
    for number, answer in answers.items():
        if number not in known or answer not in {one.value for one in Answer}:
            raise AnswerWrong(field=str(number), value=str(answer)[:40])


def _weigh(obligations: list[Obligation], question: FollowUp) -> None:
    """The side an obligation is owed to decides its status; the debtor's word fills only a gap."""
    owed_said = {
        number
        for row in question.case.follow_ups.filter(answered_at__isnull=False).select_related("party")
        for number in row.answers
        if any(one.number == int(number) and one.debtor_id != row.party_id for one in obligations)
    }
    for one in obligations:
        owed = following.creditor_counts(one, question.party)
        if owed or str(one.number) not in owed_said:
            one.status, one.status_on = question.answers[str(one.number)], timezone.localdate()
            one.save()


def _owed_side_said_so(obligations: list[Obligation], case: Case) -> bool:
    answered = set(case.follow_ups.filter(answered_at__isnull=False).values_list("party", flat=True))
    sides = set(case.parties.values_list("pk", flat=True))
    return all(answered & (sides - {one.debtor_id}) for one in obligations)
