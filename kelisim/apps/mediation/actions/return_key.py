"""Break-glass, second turn: the other officer re-wraps the keys to a new holder. No screen shows content."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import KeyLocked
from kelisim.apps.mediation.models import Case, Party, Wrap
from kelisim.apps.mediation.queries import people, sealed
from kelisim.kernel.access.door import Refused, require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.seal import box
from kelisim.kernel.seal.models import Holder
from kelisim.kernel.seal.ring import Keyring

# Who may get keys back: a side, the mediator of the case, its office.
OFFICE, MEDIATOR = "office", "mediator"
_PARTS = {OFFICE: [sealed.INTAKE], MEDIATOR: [sealed.INTAKE, sealed.JOINT], "B": [sealed.JOINT]}


def return_key(case: Case, *, to: str, by: User, keys: Keyring) -> Case:
    """`to`: A, B, mediator or office. Needs an outer seal that another officer has opened.

    Raises KeyLocked; Refused for the officer who opened it herself, or when nothing is opened for her.
    """
    require(access.may_break_glass(by, case))
    own = people.staff_holder(by.pk)
    if own is None or own.pk not in keys.seeds:
        raise KeyLocked
    with transaction.atomic():
        case = locked(case)
        require_move(case, "return_key")
        opened = case.moves.filter(verb="open_escrow").order_by("-id").first()
        parts = _PARTS.get(to, [sealed.INTAKE, sealed.JOINT])
        halves = case.wraps.filter(holder=own, status=Wrap.Status.HALF, compartment__in=parts)
        holder = _heir(case, to)
        if opened is None or opened.user_id == by.pk or holder is None or not halves:
            raise Refused
        for half in halves:
            _rewrap(case, half, keys.seeds[own.pk], holder)
        case.wraps.filter(status=Wrap.Status.HALF).delete()
        take_step(case, Step(verb="return_key", by=by, facts={"to": to}))
    return case


def _rewrap(case: Case, half: Wrap, seed: bytes, holder: Holder) -> None:
    label = sealed.label(case, half.compartment, half.epoch)
    again = box.rewrap(bytes(half.sealed), seed=seed, label=label, public_key=bytes(holder.public_key))
    Wrap.objects.update_or_create(
        case=case,
        compartment=half.compartment,
        epoch=half.epoch,
        holder=holder,
        inner=None,
        defaults={"sealed": again, "status": Wrap.Status.LIVE},
    )


def _heir(case: Case, to: str) -> Holder | None:
    if to == OFFICE:
        return people.office_holder(case.office.code) if case.office else None
    if to == MEDIATOR:
        return people.staff_holder(case.mediator.user_id or 0) if case.mediator else None
    party: Party | None = case.parties.filter(side=to).select_related("holder").first()
    return party.holder if party else None
