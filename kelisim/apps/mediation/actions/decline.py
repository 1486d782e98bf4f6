"""The other side says no; she needs no reason and no secret."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from kelisim.apps.mediation.actions.save_party import write_identity
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import NoSuchInvitation
from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.queries import people
from kelisim.apps.mediation.states import Closing, State
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal import keys


def decline(token: str) -> Case:
    """Closes the case as declined. Raises NoSuchInvitation."""
    party = people.invited(keys.canonical_secret(token))
    if party is None:
        raise NoSuchInvitation
    with transaction.atomic():
        case = locked(party.case)
        if case.state == State.CLOSED and case.closing == Closing.DECLINED:
            return case
        require_move(case, "decline", State.CLOSED)
        write_identity(party, replace(people.identity(party), token=""))
        take_step(case, Step(verb="decline", by=party, after=State.CLOSED, closing=Closing.DECLINED))
        applicant = case.parties.get(side=Party.Side.APPLICANT)
        later("mediation.mail", applicant.pk, "closed", once=f"mail-closed:{case.pk}")
    return case
