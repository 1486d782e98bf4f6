"""A coordinator moves a case to another office; a clerk of the old one hands the key over if it holds one."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.open_compartment import add_wrap
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import TransferNotAccepted
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries import people, sealed
from kelisim.apps.mediation.queries.receiving import receiver
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal.ring import Keyring
from kelisim.kernel.texts.code import Code


def transfer(case: Case, *, to: Organisation, by: User) -> Case:
    """Orders the move. At once where the old office holds no key any more; else it waits for `hand_over`.

    Raises TransferNotAccepted if the receiving office has no keys.
    """
    require(access.may_transfer(by, case))
    if receiver(to) is None:
        raise TransferNotAccepted(office=to.code)
    with transaction.atomic():
        case = locked(case)
        if to.pk in {case.office_id, case.moving_to_id}:
            return case
        require_move(case, "transfer")
        old = people.office_holder(case.office.code) if case.office else None
        holds_key = old is not None and case.wraps.filter(holder=old).exists()
        case.moving_to = to
        if not holds_key:
            case.office, case.moving_to = to, None
        facts: dict[str, Code] = {"to": to.code[:80], "done": int(not holds_key)}
        take_step(case, Step(verb="transfer", by=by, facts=facts))
        later("mediation.tell_office", case.pk, "moving", once=f"moving:{case.pk}:{to.pk}")
    return case


def hand_over(case: Case, *, by: User, keys: Keyring) -> Case:
    """The clerk of the old office seals the application to the new one; her office keeps no key."""
    if case.moving_to is None:
        return case
    require(access.may_work(by, case))
    with transaction.atomic():
        case = locked(case)
        ready = receiver(case.moving_to) if case.moving_to else None
        if ready is None or case.moving_to is None:
            return case
        key = sealed.compartment_key(case, sealed.INTAKE, keys)
        add_wrap(case, sealed.INTAKE, key, holder=ready.key)
        old = people.office_holder(case.office.code) if case.office else None
        if old is not None:
            case.wraps.filter(holder=old).delete()
        case.office, case.moving_to = case.moving_to, None
        case.save()
        record("mediation.handed_over", case, by=by, to=case.office.code[:80])
        later("mediation.tell_office", case.pk, "received", once=f"moved:{case.pk}:{case.office_id}")
    return case
