"""Answers of one side are kept, by whatever means they came: weighed, the case moved, trouble followed up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from kelisim.apps.mediation.actions.pose_question import owe_call, pose
from kelisim.apps.mediation.actions.take_step import By, Step, require_move, take_step
from kelisim.apps.mediation.errors import AnswersForAnotherRound, AnswersMissing, AnswerWrong
from kelisim.apps.mediation.models import Case, FollowUp, Obligation
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.models.outcome import Answer, Means
from kelisim.apps.mediation.queries import following, law
from kelisim.apps.mediation.states import Closing, State
from kelisim.kernel.queue.later import later
from kelisim.kernel.texts.code import Code


@dataclass(frozen=True, kw_only=True)
class Said:
    """What she said of each obligation, number to code, by which means, and who wrote it down."""

    answers: Mapping[int, str]
    means: Means
    by: By


def keep_answers(case: Case, question: FollowUp, told: Said) -> bool:
    """Keeps them in a locked case; False if they stand so already.

    Raises AnswersForAnotherRound, AnswersMissing, AnswerWrong.
    """
    obligations = list(case.obligations.select_related("debtor"))
    _check(obligations, told.answers)
    said = {str(number): str(answer) for number, answer in told.answers.items()}
    if question.answers == said:
        return False
    if case.state == State.CLOSED:
        raise AnswersForAnotherRound
    question.answers, question.answered_at, question.means = said, timezone.now(), told.means
    question.save()
    _weigh(obligations, question)
    _move(case, question, obligations, told.by)
    if following.says_trouble(said) and case.state != State.CLOSED:
        _follow_up_trouble(case, question)
    return True


def _move(case: Case, question: FollowUp, obligations: list[Obligation], by: By) -> None:
    outcome = following.outcome(obligations)
    done = outcome == Closing.PERFORMED and _owed_side_said_so(obligations, case)
    after = State.CLOSED if done else State.FOLLOW_UP
    require_move(case, "follow", after)
    clock_on = following.clock_on(case, timezone.localdate())
    said = question.answers
    facts: dict[str, Code] = {
        "round": question.round,
        "side": question.party.side,
        "answers": [f"{number}:{said[number]}" for number in sorted(said)],
    }
    take_step(
        case,
        Step(
            verb="follow",
            by=by,
            after=after,
            closing=outcome if done else None,
            clock=None if done else (Clock.FOLLOW, law.over_at(clock_on)),
            facts=facts,
        ),
    )


def _follow_up_trouble(case: Case, question: FollowUp) -> None:
    """The other side is asked, if she agreed to be; the office calls both. Whoever was just called is not."""
    later("mediation.tell_office", case.pk, "not_performed", once=f"not:{question.pk}")
    if question.means == Means.LINK:
        owe_call(question)
    for other in case.parties.exclude(pk=question.party_id).filter(follow_up=True):
        owe_call(pose(case, other, question.round))


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
