"""On the laptop: an application is sealed to the office before it is written down, and receipted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.errors import AnswersMissing
from kelisim.apps.mediation.models import SealedForm
from kelisim.apps.mediation.models.number import derived_number, shown_number
from kelisim.apps.mediation.queries import sealed
from kelisim.apps.mediation.queries.own_device import own_device
from kelisim.kernel.seal import box, keys

_NAMES = UUID("5b0f6a4e-3a0e-4c57-9d3e-6b4a5a1f7c11")  # of the forms among all things named this way
SHORTEST_ONCE = 22


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What the applicant takes home: shown once; the laptop cannot show it again."""

    number: str
    secret: str = field(repr=False)


def keep_form(cells: Mapping[str, str], *, once: str) -> Kept:
    """Seals one application. `once` is the random key of the form: sent twice, it is one, with one receipt.

    Raises NotEnrolled, AnswersMissing.
    """
    device = own_device()
    if len(once) < SHORTEST_ONCE or not cells.get("applicant_name"):
        raise AnswersMissing(fields=["name"])
    uid = uuid5(_NAMES, once)
    kept = Kept(number=derived_number(once), secret=keys.derived_secret(once))
    if SealedForm.objects.filter(uid=uid).exists():
        return Kept(number=shown_number(kept.number), secret=kept.secret)
    words = {
        "number": kept.number,
        "secret": kept.secret,
        "taken_at": timezone.now().isoformat(),
        "cells": dict(cells),
    }
    key = box.new_key()
    label = seal_label(str(device.uid), str(uid))
    wrapped = box.wrap(key, public_key=bytes.fromhex(device.seal_key), label=label)
    place = seal_place(str(device.uid), str(uid))
    blob = len(wrapped).to_bytes(2, "big") + wrapped + box.seal(sealed.encoded(words), key=key, place=place)
    with transaction.atomic():
        SealedForm.objects.get_or_create(uid=uid, defaults={"box": blob})
    return Kept(number=shown_number(kept.number), secret=kept.secret)


def seal_label(device: str, form: str) -> str:
    """What the wrapped key of a form is bound to."""
    return f"intake|{device}|{form}"


def seal_place(device: str, form: str) -> box.Place:
    """What the words of a form are bound to: this form of this laptop."""
    return box.Place(case="intake", compartment=device, item=form, version=1)
