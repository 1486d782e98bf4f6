"""A staff member makes her own key with a passphrase; nobody else ever knows it."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation.errors import AlreadyEnrolled, PassphraseTooShort
from kelisim.apps.mediation.queries.people import staff_holder
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.seal import keys
from kelisim.kernel.seal.keys import Hardness

SHORTEST = 12


def enrol(user: User, passphrase: str, *, by: User | None, hardness: Hardness | None = None) -> str:
    """Makes her key; returns the recovery code, shown once. `by` is herself (nobody: sample, tests).

    Raises PassphraseTooShort, AlreadyEnrolled.
    """
    require(by is None or by.pk == user.pk)
    long_enough(passphrase)
    if staff_holder(user.pk) is not None:
        raise AlreadyEnrolled
    with transaction.atomic():
        made = keys.staff_holder(user, passphrase, hardness=hardness)
        record("mediation.key_made", made.holder, by=by)
    return made.recovery_code


def long_enough(passphrase: str) -> None:
    """Raises PassphraseTooShort."""
    length = len(keys.canonical_passphrase(passphrase))
    if length < SHORTEST:
        raise PassphraseTooShort(length=length, least=SHORTEST)
