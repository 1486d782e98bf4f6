"""A coordinator moves a case to another office; a clerk of the old one hands the key over if it holds one."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.open_compartment import add_wrap
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import TransferNotAccepted
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries import office_moves, people, sealed
from kelisim.apps.mediation.queries.receiving import receiver
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal.models import Holder
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
        if to.pk not in {case.office_id, case.moving_to_id} and set_out(case, to=to, by=by):
            later("mediation.tell_office", case.pk, "moving", once=f"moving:{case.pk}:{to.pk}")
    return case


def set_out(case: Case, *, to: Organisation, by: User, facts: Mapping[str, Code] | None = None) -> bool:
    """Sends a locked case on its way; True if its old office has still to hand the key over."""
    require_move(case, "transfer")
    waits = holds_key(case)
    case.moving_to = to
    if not waits:
        arrive(case)
    told: dict[str, Code] = {"to": to.code[:80], "done": int(not waits), **(facts or {})}
    take_step(case, Step(verb="transfer", by=by, facts=told))
    return waits


def holds_key(case: Case) -> bool:
    """Whether the office of the case holds its application."""
    old = _office_key(case)
    return old is not None and case.wraps.filter(holder=old).exists()


def arrive(case: Case) -> None:
    """A locked case belongs to the new office from now on; the old one keeps no key. The caller saves it."""
    if case.moving_to is None:
        return
    old = _office_key(case)
    if old is not None:
        case.wraps.filter(holder=old).delete()
    case.office, case.moving_to = case.moving_to, None
    for party in case.parties.filter(joined_at__isnull=False):
        once = f"mail-moved:{case.pk}:{case.office_id}:{party.side}"
        later("mediation.mail", party.pk, "moved", once=once)


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
        if holds_key(case):  # the agreement may have been signed meanwhile: nothing to hand over then
            key = sealed.compartment_key(case, sealed.INTAKE, keys)
            add_wrap(case, sealed.INTAKE, key, holder=ready.key)
        arrive(case)
        case.save()
        record("mediation.handed_over", case, by=by, to=case.office.code[:80] if case.office else "")
        later("mediation.tell_office", case.pk, "received", once=f"moved:{case.pk}:{case.office_id}")
    return case


def hand_over_all(office: Organisation, *, by: User, keys: Keyring) -> int:
    """Every case of this office her key can hand over, one after another; how many still wait.

    Each case is a deed of its own: broken off in the middle, it goes on with the next press.
    """
    require(access.may_enrol_office(by, office))
    waiting = office_moves.waiting_for_key([office.code])
    for case in waiting:
        mine = access.may_work(by, case) and (
            not holds_key(case) or sealed.can_open(case, sealed.INTAKE, keys)
        )
        if mine:
            hand_over(case, by=by, keys=keys)
    return waiting.all().count()


def _office_key(case: Case) -> Holder | None:
    return people.office_holder(case.office.code) if case.office else None
