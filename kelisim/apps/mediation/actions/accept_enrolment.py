"""On the laptop: the office's enrolment file says for whom applications are taken, and sealed to whom."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db import transaction

from kelisim.apps.mediation.errors.intake import EnrolmentWrong
from kelisim.apps.mediation.models import Device
from kelisim.apps.mediation.queries.own_device import public_key

FORMAT = "kelisim-enrolment/1"


def enrolment_of(device: Device) -> bytes:
    """The file the office hands to the laptop: nothing in it is secret."""
    told = {
        "format": FORMAT,
        "device": str(device.uid),
        "office": device.office_code,
        "names": device.office_names,
        "region": device.region,
        "verify_key": device.verify_key,
        "seal_key": device.seal_key,
    }
    return (json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def accept_enrolment(raw: bytes) -> Device:
    """Keeps it; the same file again is the same enrolment. Raises EnrolmentWrong."""
    told = _read(raw)
    if told["verify_key"] != public_key():
        raise EnrolmentWrong
    wanted = {
        "office_code": told["office"],
        "office_names": told["names"],
        "region": told["region"],
        "verify_key": told["verify_key"],
        "seal_key": told["seal_key"],
    }
    with transaction.atomic():
        return Device.objects.update_or_create(uid=UUID(told["device"]), defaults=wanted)[0]


def _read(raw: bytes) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(raw)
        keys = [bytes.fromhex(told[name]) for name in ("verify_key", "seal_key")]
        UUID(told["device"])
        fits = told["format"] == FORMAT and all(len(one) == 32 for one in keys)
        fits = fits and isinstance(told["names"], dict)
        fits = fits and all(isinstance(told[name], str) for name in ("office", "region"))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise EnrolmentWrong from None
    if not fits:
        raise EnrolmentWrong
    return told
