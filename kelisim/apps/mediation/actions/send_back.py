"""An appeal goes back to whoever wrote it: on a listed ground only, and never where it tells of danger."""

from __future__ import annotations

from kelisim.apps.mediation.actions.take_step import Step
from kelisim.apps.mediation.actions.write_letter import Letter, write_letter
from kelisim.apps.mediation.errors.intake import DangerIsForwarded, GroundNotListed
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries import appeal
from kelisim.apps.mediation.states import Closing
from kelisim.kernel.accounts.models import User
from kelisim.kernel.seal.ring import Keyring


def send_back(case: Case, *, ground: str, letter: Letter, by: User, keys: Keyring) -> Case:
    """Closes the appeal as returned. Raises GroundNotListed, DangerIsForwarded, AnswersMissing."""
    day = appeal.received_on(case)
    found = next((one for one in appeal.return_grounds(day) if one.key == ground), None)
    if found is None:
        raise GroundNotListed(day=day.isoformat())
    if case.careful:
        raise DangerIsForwarded
    step = Step(verb="send_back", by=by, closing=Closing.RETURNED, reason=ground[:40], edition=found.edition)
    return write_letter(case, letter, step, keys=keys)
