"""An answer needs longer: put off once, within what the law allows, and the applicant is told why."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.seal_item import Sheet, seal_item
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.actions.write_letter import Letter
from kelisim.apps.mediation.errors import AnswersMissing, OnlyOnce
from kelisim.apps.mediation.errors.intake import AnswerTooFar, AnswerTooSoon
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import appeal, law, sealed
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal.ring import Keyring


def extend_answer(case: Case, *, until: date, letter: Letter, by: User, keys: Keyring) -> Case:
    """Puts the last day off to `until`; the letter with the reason is sealed for the applicant.

    Raises AnswersMissing, AnswerTooFar, AnswerTooSoon, OnlyOnce.
    """
    require(access.may_work(by, case))
    if not letter.text.strip():
        raise AnswersMissing(fields=["letter"])
    with transaction.atomic():
        case = locked(case)
        before = appeal.extended_to(case)
        if before == until:
            return case
        require_move(case, "extend_answer")
        if before is not None:
            raise OnlyOnce
        _within(case, until)
        key = sealed.compartment_key(case, sealed.INTAKE, keys)
        words = {"text": letter.text, "elsewhere": ""}
        seal_item(case, sealed.INTAKE, key, Sheet(kind=ItemKind.LETTER, words=words, subject="extend_answer"))
        take_step(
            case,
            Step(
                verb="extend_answer",
                by=by,
                clock=(Clock.ANSWER, law.over_at(until)),
                edition=law.edition(appeal.received_on(case)),
                facts={"until": until.isoformat()},
            ),
        )
        party = case.parties.get(side="A")
        later("mediation.mail", party.pk, "letter", once=f"mail-extended:{case.pk}")
    return case


def _within(case: Case, until: date) -> None:
    farthest = appeal.latest_answer(case)
    usual = law.last_day("answer_days", appeal.received_on(case))
    if until <= usual:
        raise AnswerTooSoon(day=usual.isoformat())
    if farthest is None or until > farthest:
        raise AnswerTooFar(day=(farthest or usual).isoformat())
