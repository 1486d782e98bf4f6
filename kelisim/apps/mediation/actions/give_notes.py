"""A side lets the new mediator read what it wrote privately with the one before; nobody else can."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.models import Case, Party, Wrap
from kelisim.apps.mediation.queries import people, sealed
from kelisim.apps.mediation.queries.private import unread
from kelisim.kernel.access.door import Refused, require
from kelisim.kernel.seal import box
from kelisim.kernel.seal.ring import Keyring


def give_notes(case: Case, *, by: Party, keys: Keyring) -> Case:
    """Seals every earlier key of her private part to the mediator of today; twice is once. Raises Refused."""
    require(access.may_take_part(by, case))
    with transaction.atomic():
        case = locked(case)
        require_move(case, "give_notes")
        mediator = people.staff_holder(case.mediator.user_id or 0) if case.mediator else None
        if mediator is None:
            raise Refused
        compartment = sealed.private(by)
        epochs = unread(case, by)
        for epoch in epochs:
            key = sealed.compartment_key(case, compartment, keys, epoch)
            label = sealed.label(case, compartment, epoch)
            wrapped = box.wrap(key, public_key=bytes(mediator.public_key), label=label)
            Wrap.objects.create(
                case=case, compartment=compartment, epoch=epoch, holder=mediator, sealed=wrapped
            )
        if epochs:
            take_step(case, Step(verb="give_notes", by=by, facts={"keys": len(epochs)}))
    return case
