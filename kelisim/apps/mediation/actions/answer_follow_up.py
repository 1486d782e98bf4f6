"""A side answers by her link: performed, partly, not, not due; then, if she cares to, how she found it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from kelisim.apps.mediation.actions.check_application import require_code
from kelisim.apps.mediation.actions.keep_answers import Said, keep_answers
from kelisim.apps.mediation.actions.take_step import locked
from kelisim.apps.mediation.errors import AnswersForAnotherRound
from kelisim.apps.mediation.models import Case, FollowUp
from kelisim.apps.mediation.models.outcome import Means
from kelisim.apps.mediation.queries import following
from kelisim.kernel.packs.codes import codes


def answer_follow_up(token: str, *, answers: Mapping[int, str]) -> Case:
    """Records the answers (number to code); answering again before the link closes corrects them.

    Raises AnswersForAnotherRound, AnswersMissing, AnswerWrong.
    """
    found = _open(token)
    with transaction.atomic():
        case = locked(found.case)
        question = case.follow_ups.select_for_update(of=("self",)).prefetch_related("party").get(pk=found.pk)
        keep_answers(case, question, Said(answers=answers, means=Means.LINK, by=question.party))
    return case


def tell_satisfaction(token: str, *, said: Mapping[str, str]) -> FollowUp:
    """Keeps what she thinks of the mediation (question to answer, both codes); nothing need be answered.

    No move and no audit record: it is no deed of the case, and only counts are ever read.
    Raises AnswersForAnotherRound, AnswerWrong.
    """
    found = _open(token)
    known = [one.code for one in codes("satisfaction")]
    kept = {code: said[code] for code in known if said.get(code)}
    for code, answer in kept.items():
        require_code(code, answer, "satisfaction_answers")
    with transaction.atomic():
        question = FollowUp.objects.select_for_update(of=("self",)).get(pk=found.pk)
        question.satisfaction = kept
        question.save(update_fields=["satisfaction"])
    return question


def _open(token: str) -> FollowUp:
    found = following.question(token)
    if found is None:
        raise AnswersForAnotherRound
    return found
