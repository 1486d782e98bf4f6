"""Answers an appeal that needs no mediation."""

from __future__ import annotations

from kelisim.apps.mediation.actions.take_step import Step
from kelisim.apps.mediation.actions.write_letter import Letter, write_letter
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.states import Closing
from kelisim.kernel.accounts.models import User
from kelisim.kernel.seal.ring import Keyring


def answer(case: Case, *, letter: Letter, by: User, keys: Keyring) -> Case:
    """Answers the appeal and closes it as answered. Raises AnswersMissing."""
    return write_letter(case, letter, Step(verb="answer", by=by, closing=Closing.ANSWERED), keys=keys)
