"""Refuses mediation, by a verified rule only, and says where else to go."""

from __future__ import annotations

from django.utils import timezone

from kelisim.apps.mediation.actions.take_step import Step
from kelisim.apps.mediation.actions.write_letter import Letter, write_letter
from kelisim.apps.mediation.errors import AnswersMissing, RuleNotVerified
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.states import Closing
from kelisim.kernel.accounts.models import User
from kelisim.kernel.seal.ring import Keyring


def refuse(case: Case, *, rule: str, letter: Letter, by: User, keys: Keyring) -> Case:
    """Refuses mediation by a verified rule of the edition on the day of application.

    Raises RuleNotVerified for any other, AnswersMissing if the letter does not say where else to go.
    """
    received = timezone.localdate(case.received_at or case.created_at)
    found = law.rule(rule, received)
    if found is None or not found.verified or str(found.value) != "cannot":
        raise RuleNotVerified(rule=rule, day=received.isoformat())
    if not letter.elsewhere.strip():
        raise AnswersMissing(fields=["elsewhere"])
    step = Step(verb="refuse", by=by, closing=Closing.INADMISSIBLE, reason=rule[:40], edition=found.edition)
    return write_letter(case, letter, step, keys=keys)
