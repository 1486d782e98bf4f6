"""Cases of a set before go over to the officers of today: one who stays passes on, the other takes over.

The same two turns as break-glass, for many cases at once and to officers only. No side's text is opened.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.access import sits_on
from kelisim.apps.mediation.errors import KeyLocked
from kelisim.apps.mediation.models import Case, Wrap
from kelisim.apps.mediation.queries import officers, people, sealed
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import Refused, require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.seal import box, council
from kelisim.kernel.seal.models import EscrowSet, Holder
from kelisim.kernel.seal.ring import Keyring

STEP = 100  # cases in one transaction


def carry_on(body: Organisation, *, by: User, keys: Keyring, step: int = STEP) -> int:
    """Her turn in the next cases; how many there were. Asked again it goes on, and then finds none.

    Raises KeyLocked; Refused for one who is not of the three.
    """
    require(sits_on(by, body))
    own = people.staff_holder(by.pk)
    if own is None or own.pk not in keys.seeds:
        raise KeyLocked
    held = council.live(body.code)
    if held is None or own not in council.seats(held):
        raise Refused
    with transaction.atomic():
        waiting = officers.to_carry(held, own).values_list("case", flat=True)
        numbers = list(waiting.distinct().order_by("case")[:step])
        cases = Case.objects.select_for_update(of=("self",)).filter(pk__in=numbers)
        for case in cases.order_by("pk"):
            _turn(case, held, own, keys.seeds[own.pk])
        if numbers:
            record("mediation.escrow_carried", held, by=by, body=body.code, cases=len(numbers))
    return len(numbers)


def _turn(case: Case, held: EscrowSet, own: Holder, seed: bytes) -> None:
    taken = list(case.wraps.filter(holder=own, status=Wrap.Status.RENEWING))
    for half in taken:
        _take_over(case, half, held, seed)
    if not taken and not case.wraps.filter(status=Wrap.Status.RENEWING).exists():
        _pass_on(case, held, own, seed)


def _pass_on(case: Case, held: EscrowSet, own: Holder, seed: bytes) -> None:
    """The outer seal is opened towards the other who stays; only the parts an old officer stands behind."""
    old = set(officers.old_wraps(held).filter(case=case).values_list("compartment", "epoch"))
    stay = [one.pk for one in council.seats(held)]
    pairs = case.wraps.filter(holder=own, inner__in=stay)
    Wrap.objects.bulk_create(
        [
            Wrap(
                case=case,
                compartment=pair.compartment,
                epoch=pair.epoch,
                holder=pair.inner,
                sealed=box.half_open(bytes(pair.sealed), seed=seed),
                status=Wrap.Status.RENEWING,
                at=timezone.now(),
            )
            for pair in pairs.select_related("inner")
            if (pair.compartment, pair.epoch) in old
        ]
    )


def _take_over(case: Case, half: Wrap, held: EscrowSet, seed: bytes) -> None:
    """The three pairs of today for those of the set before."""
    label = sealed.label(case, half.compartment, half.epoch)
    key = box.unwrap(bytes(half.sealed), seed=seed, label=label)
    part = case.wraps.filter(compartment=half.compartment, epoch=half.epoch)
    part.filter(inner__isnull=False).delete()
    half.delete()
    Wrap.objects.bulk_create(
        [
            Wrap(
                case=case,
                compartment=half.compartment,
                epoch=half.epoch,
                holder_id=pair.outer,
                inner_id=pair.inner,
                sealed=pair.sealed,
            )
            for pair in council.pairs(key, officers=held, label=label)
        ]
    )
