"""A new compartment key and its wraps: for each holder, and for the escrow officers where the law of the room
lets them return a lost key."""

from __future__ import annotations

from collections.abc import Iterable

from kelisim.apps.mediation.models import Case, Wrap
from kelisim.apps.mediation.queries import sealed
from kelisim.kernel.seal import box, council
from kelisim.kernel.seal.models import EscrowSet, Holder

IN_ESCROW = (sealed.INTAKE, sealed.JOINT)


def open_compartment(
    case: Case, compartment: str, *, holders: Iterable[Holder], officers: EscrowSet | None = None
) -> bytes:
    """The key of a compartment's next epoch, wrapped for its holders and, if it has any, its officers."""
    key = box.new_key()
    epoch = sealed.epoch_of(case, compartment) + 1
    label = sealed.label(case, compartment, epoch)
    rows = [
        Wrap(case=case, compartment=compartment, epoch=epoch, holder=holder, sealed=_for(holder, key, label))
        for holder in holders
    ]
    if officers is not None and compartment in IN_ESCROW:
        rows += [
            Wrap(
                case=case,
                compartment=compartment,
                epoch=epoch,
                holder_id=pair.outer,
                inner_id=pair.inner,
                sealed=pair.sealed,
            )
            for pair in council.pairs(key, officers=officers, label=label)
        ]
    Wrap.objects.bulk_create(rows)
    return key


def add_wrap(case: Case, compartment: str, key: bytes, *, holder: Holder, pending: bool = False) -> Wrap:
    """One more holder for the newest epoch; asking twice keeps one wrap."""
    epoch = sealed.epoch_of(case, compartment)
    wrapped = _for(holder, key, sealed.label(case, compartment, epoch))
    return Wrap.objects.update_or_create(
        case=case,
        compartment=compartment,
        epoch=epoch,
        holder=holder,
        inner=None,
        defaults={"sealed": wrapped, "status": Wrap.Status.PENDING if pending else Wrap.Status.LIVE},
    )[0]


def _for(holder: Holder, key: bytes, label: str) -> bytes:
    return box.wrap(key, public_key=bytes(holder.public_key), label=label)
