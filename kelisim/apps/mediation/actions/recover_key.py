"""A new passphrase by the printed recovery code; the code is spent and a new one is given."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation.actions.enrol import long_enough
from kelisim.apps.mediation.errors import KeyLocked, WrongPassphrase
from kelisim.apps.mediation.queries.people import staff_holder
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.seal import keys
from kelisim.kernel.seal.errors import WrongSecret


def recover_key(user: User, code: str, passphrase: str) -> str:
    """A new passphrase by the printed code; returns the next code. Raises KeyLocked, WrongPassphrase."""
    long_enough(passphrase)
    holder = staff_holder(user.pk)
    if holder is None:
        raise KeyLocked
    with transaction.atomic():
        try:
            fresh = keys.recover(holder, code, passphrase)
        except WrongSecret:
            raise WrongPassphrase from None
        record("mediation.key_recovered", holder, by=user)
    return fresh
