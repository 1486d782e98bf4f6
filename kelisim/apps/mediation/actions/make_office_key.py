"""The triage key of an office, to which applications are sealed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.errors import KeyLocked
from kelisim.apps.mediation.queries.people import office_holder, staff_holder
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.seal import keys
from kelisim.kernel.seal.models import Holder


def make_office_key(office: Organisation, *, by: User) -> Holder:
    """The office's triage key, lent at once to the clerk who makes it; asking twice keeps the first.

    A key that nobody can open any more, because every clerk who had it lost her own, is retired: two
    council officers return to the new key what was sealed to it.
    """
    require(access.may_enrol_office(by, office))
    held = office_holder(office.code)
    if held is not None and held.loans.filter(clerk__retired_at__isnull=True).exists():
        return held
    with transaction.atomic():
        if held is not None:
            held.retired_at = timezone.now()
            held.save(update_fields=["retired_at"])
            held.loans.all().delete()
        holder = keys.office_holder(office.code, [own_key(by)])
        record("mediation.office_key_made", holder, by=by, office=office.code)
    return holder


def own_key(user: User) -> Holder:
    """Her live key. Raises KeyLocked if she never made one."""
    holder = staff_holder(user.pk)
    if holder is None:
        raise KeyLocked
    return holder
