"""A clerk leaves: the office gets a new triage key, and every application it still holds is wrapped anew."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.import_package import bridge_label
from kelisim.apps.mediation.errors import KeyLocked
from kelisim.apps.mediation.models import Device, Wrap
from kelisim.apps.mediation.queries import people, sealed
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.seal import box, keys
from kelisim.kernel.seal.models import Holder
from kelisim.kernel.seal.ring import Keyring


def renew_office_key(office: Organisation, *, by: User, ring: Keyring) -> Holder:
    """The new key, lent to those who are clerks of the office today; the old one opens nothing any more.

    Raises KeyLocked if the office's key is not open. Everybody unlocks again to have the new one.
    """
    require(access.may_enrol_office(by, office))
    old = people.office_holder(office.code)
    if old is None or old.pk not in ring.seeds:
        raise KeyLocked
    with transaction.atomic():
        loans = old.loans.prefetch_related("clerk__user")
        staying = [
            loan.clerk
            for loan in loans
            if loan.clerk.user is not None and access.may_enrol_office(loan.clerk.user, office)
        ]
        old.retired_at = timezone.now()
        old.save(update_fields=["retired_at"])
        new = keys.office_holder(office.code, staying)
        wraps = Wrap.objects.select_for_update(of=("self",)).filter(holder=old, inner__isnull=True)
        for row in wraps.prefetch_related("case"):
            label = sealed.label(row.case, row.compartment, row.epoch)
            row.sealed = box.rewrap(
                bytes(row.sealed), seed=ring.seeds[old.pk], label=label, public_key=bytes(new.public_key)
            )
            row.holder = new
            row.save(update_fields=["sealed", "holder"])
        _bridge(old, new, ring)
        old.loans.all().delete()
        record("mediation.office_key_renewed", new, by=by, office=office.code, clerks=len(staying))
    return new


def _bridge(old: Holder, new: Holder, ring: Keyring) -> None:
    """Laptops on the way still seal to the key they know: the new key opens that one, for them alone."""
    for device in Device.objects.select_for_update().filter(office_code=old.body, revoked_at__isnull=True):
        label = bridge_label(device)
        if device.holder_id == old.pk:
            device.bridge = box.wrap(ring.seeds[old.pk], public_key=bytes(new.public_key), label=label)
        elif device.bridge:
            device.bridge = box.rewrap(
                bytes(device.bridge), seed=ring.seeds[old.pk], label=label, public_key=bytes(new.public_key)
            )
        device.save(update_fields=["bridge"])
