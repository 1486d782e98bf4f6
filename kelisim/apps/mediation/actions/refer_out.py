"""Sends an appeal on to the body that can deal with it."""

from __future__ import annotations

from kelisim.apps.mediation.actions.take_step import Step
from kelisim.apps.mediation.actions.write_letter import Letter, write_letter
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.states import Closing
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.accounts.models import User
from kelisim.kernel.seal.ring import Keyring


def refer_out(case: Case, *, to: Organisation, letter: Letter, by: User, keys: Keyring) -> Case:
    """Closes the appeal as referred to an organisation. Raises AnswersMissing."""
    step = Step(verb="refer_out", by=by, closing=Closing.REFERRED, reason=to.code[:40])
    return write_letter(case, letter, step, keys=keys)
