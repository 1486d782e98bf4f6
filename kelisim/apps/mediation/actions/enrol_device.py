"""An office trusts a laptop to take applications without a network, and ends its trust."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.errors import OfficeCannotReceive
from kelisim.apps.mediation.errors.intake import DeviceKeyWrong
from kelisim.apps.mediation.models import Device
from kelisim.apps.mediation.queries.batch import region_of_office
from kelisim.apps.mediation.queries.people import office_holder
from kelisim.apps.registry.public import Organisation, organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record

_KEY = re.compile(r"[0-9a-f]{64}")


def enrol_device(office: Organisation, *, key: str, name: str, by: User) -> Device:
    """Trusts the laptop of this public key; its forms are sealed to the office's key of today.

    Raises DeviceKeyWrong, OfficeCannotReceive. The same key again is the same laptop.
    """
    require(access.may_enrol_office(by, office))
    plain = "".join(key.split()).lower()
    if not _KEY.fullmatch(plain):
        raise DeviceKeyWrong
    known = Device.objects.filter(verify_key=plain).first()
    if known is not None:
        if known.office_code != office.code or known.revoked_at is not None:
            raise DeviceKeyWrong
        return known
    holder = office_holder(office.code)
    if holder is None:
        raise OfficeCannotReceive(office=office.code)
    with transaction.atomic():
        device = Device.objects.create(
            office_code=office.code,
            office_names={lang: getattr(office, f"name_{lang}", "") or "" for lang in ("kk", "ru", "en")},
            region=region_of_office(office.territory),
            name=name.strip()[:80],
            verify_key=plain,
            seal_key=bytes(holder.public_key).hex(),
            holder=holder,
            user=by,
        )
        record("mediation.device_enrolled", device, by=by, office=office.code)
    return device


def revoke_device(device: Device, *, by: User) -> Device:
    """Ends the trust: no package of it comes in any more. Twice is once."""
    require(access.may_enrol_office(by, organisation(device.office_code)))
    with transaction.atomic():
        device = Device.objects.select_for_update().get(pk=device.pk)
        if device.revoked_at is not None:
            return device
        device.revoked_at = timezone.now()
        device.save(update_fields=["revoked_at"])
        record("mediation.device_revoked", device, by=by, office=device.office_code)
    return device
