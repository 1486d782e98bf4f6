"""Another mediator takes over: the first day 0 stays, what was said before stays closed to her."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.check_application import require_code
from kelisim.apps.mediation.actions.object_to import drop_mediator
from kelisim.apps.mediation.actions.open_compartment import add_wrap
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswersMissing
from kelisim.apps.mediation.models import Case, Offer, Party
from kelisim.apps.mediation.queries import people, sealed
from kelisim.apps.mediation.queries.offers import live_offer
from kelisim.apps.mediation.states import State
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal.ring import Keyring


def replace_mediator(case: Case, *, reason: str, by: Party | User, keys: Keyring) -> Case:
    """A side or the mediator herself asks for another one. Raises AnswersMissing, AnswerWrong.

    If the keys open the application, it is sealed to the office again, which must find the next mediator.
    """
    require(access.may_sign(by, case))
    if not reason:
        raise AnswersMissing(fields=["reason"])
    require_code("reason", reason, "replace_reasons")
    with transaction.atomic():
        case = locked(case)
        require_move(case, "replace", State.PROPOSING)
        office = people.office_holder(case.office.code) if case.office else None
        if office is not None and sealed.can_open(case, sealed.INTAKE, keys):
            key = sealed.compartment_key(case, sealed.INTAKE, keys)
            add_wrap(case, sealed.INTAKE, key, holder=office)
        live = live_offer(case)
        if live is not None:
            live.status = Offer.Status.REPLACED
            live.save()
        drop_mediator(case)
        take_step(case, Step(verb="replace", by=by, after=State.PROPOSING, reason=reason))
        later("mediation.tell_office", case.pk, "replaced", once=f"replaced:{live.pk if live else case.pk}")
    return case
