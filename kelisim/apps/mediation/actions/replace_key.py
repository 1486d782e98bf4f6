"""Passphrase and recovery code are both lost: she begins anew, and what was hers alone is gone."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.actions.enrol import long_enough
from kelisim.apps.mediation.errors import KeyLocked
from kelisim.apps.mediation.queries.people import staff_holder
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.seal import keys
from kelisim.kernel.seal.models import Loan


def replace_key(user: User, passphrase: str, *, by: User) -> str:
    """A new key for herself; returns its recovery code. Raises KeyLocked if she has none to replace.

    The old key is retired: an office lends its key to her anew, two council officers return the texts of
    her cases, her own notes are lost, and if she was an officer the other two renew their set.
    """
    require(by.pk == user.pk)
    long_enough(passphrase)
    with transaction.atomic():
        old = staff_holder(user.pk)
        if old is None:
            raise KeyLocked
        old.retired_at = timezone.now()
        old.save(update_fields=["retired_at"])
        Loan.objects.filter(clerk=old).delete()
        made = keys.staff_holder(user, passphrase)
        record("mediation.key_replaced", made.holder, by=by)
    return made.recovery_code
