"""An appeal ends with a letter: sealed with the application, read by the applicant in her case."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.seal_item import Sheet, seal_item
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswersMissing
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import sealed
from kelisim.apps.mediation.states import State
from kelisim.kernel.access.door import require
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal.ring import Keyring


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The reply as the applicant reads it; sealed with her application."""

    text: str = field(repr=False)
    elsewhere: str = field(default="", repr=False)  # where else she may go


def write_letter(case: Case, letter: Letter, step: Step, *, keys: Keyring) -> Case:
    """Closes the case by `step` with the letter in its intake; the same letter twice is one."""
    require(access.may_work(step.by, case))
    if not letter.text.strip():
        raise AnswersMissing(fields=["letter"])
    with transaction.atomic():
        case = locked(case)
        if case.state == State.CLOSED and case.closing == step.closing:
            return case
        require_move(case, step.verb, State.CLOSED)
        key = sealed.compartment_key(case, sealed.INTAKE, keys)
        words = {"text": letter.text, "elsewhere": letter.elsewhere}
        seal_item(case, sealed.INTAKE, key, Sheet(kind=ItemKind.LETTER, words=words, subject=step.verb))
        take_step(
            case,
            Step(
                verb=step.verb,
                by=step.by,
                after=State.CLOSED,
                closing=step.closing,
                reason=step.reason,
                edition=step.edition,
            ),
        )
        party = case.parties.get(side="A")
        later("mediation.mail", party.pk, "closed", once=f"mail-closed:{case.pk}")
    return case
