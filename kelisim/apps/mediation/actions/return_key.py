"""Break-glass, second turn: the other officer re-wraps the keys to a new holder. No screen shows content."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.actions.transfer import arrive
from kelisim.apps.mediation.errors import KeyLocked
from kelisim.apps.mediation.errors.officers import EscrowOver
from kelisim.apps.mediation.models import Case, Wrap
from kelisim.apps.mediation.queries import break_glass, heirs, people, sealed
from kelisim.apps.mediation.queries.break_glass import Opening
from kelisim.kernel.access.door import Refused, require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.seal import box
from kelisim.kernel.seal.models import Holder
from kelisim.kernel.seal.ring import Keyring


def return_key(case: Case, *, to: str, by: User, keys: Keyring) -> Case:
    """`to`: A, B, mediator or office. Needs an outer seal that another officer has opened.

    Asking twice is once. Raises KeyLocked, EscrowOver; Refused for the officer who opened it herself, for
    another holder than the first officer named, or when nothing is opened for her.
    """
    require(access.may_break_glass(by, case))
    own = people.staff_holder(by.pk)
    if own is None or own.pk not in keys.seeds:
        raise KeyLocked
    with transaction.atomic():
        case = locked(case)
        require_move(case, "return_key")
        opening, holder = next(iter(break_glass.openings_of(case)), None), heirs.heir(case, to)
        if opening is None or holder is None:
            raise Refused
        if _done(opening, to, by):
            return case
        halves = case.wraps.filter(holder=own, status=Wrap.Status.HALF, compartment__in=heirs.parts(to))
        require(bool(halves) and _other(opening, to, by))
        if timezone.now() >= break_glass.lapses_at(opening.move.at):
            raise EscrowOver(day=opening.last_day.isoformat())
        for half in halves:
            _rewrap(case, half, keys.seeds[own.pk], holder)
        case.wraps.filter(status=Wrap.Status.HALF).delete()
        if to == heirs.OFFICE:
            arrive(case)
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


def _done(opening: Opening, to: str, by: User) -> bool:
    end = opening.end
    return end is not None and end.user_id == by.pk and end.facts.get("to") == to


def _other(opening: Opening, to: str, by: User) -> bool:
    """Opened by another officer, and for this holder if she named one."""
    return opening.end is None and opening.move.user_id != by.pk and opening.to in {"", to}
