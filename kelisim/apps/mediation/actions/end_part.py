"""Somebody's part ends, by the mediator's word or her own; from then on she reads nothing."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.close_part import close_part
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.models import Participant
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.texts.code import Code


def end_part(participant: Participant, *, by: User | Participant) -> Participant:
    """Ends it; twice is once."""
    require(access.may_end_part(by, participant))
    with transaction.atomic():
        case = locked(participant.case)
        participant = case.participants.select_for_update().get(pk=participant.pk)
        participant.case = case
        if participant.status == Participant.Status.ENDED:
            return participant
        require_move(case, "end_part")
        by_mediator = isinstance(by, User)
        close_part(participant, Participant.Ending.DONE if by_mediator else Participant.Ending.LEFT)
        facts: dict[str, Code] = {"participant": participant.pk, "ending": participant.ending}
        take_step(case, Step(verb="end_part", by=by, facts=facts))
    return participant
