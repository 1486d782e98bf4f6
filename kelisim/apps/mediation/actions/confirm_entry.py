"""A mediator says once a year that her entry in the register is true, and changes her contacts."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.access.register import may_keep_entry
from kelisim.apps.mediation.models import Mediator
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def confirm_entry(mediator: Mediator, *, address: str, phone: str, email: str, by: User) -> Mediator:
    """Keeps what she wants to be shown; the same twice in a day is once."""
    require(may_keep_entry(by, mediator))
    today = timezone.localdate()
    with transaction.atomic():
        row = Mediator.objects.select_for_update().get(pk=mediator.pk)
        told = (address.strip(), phone.strip(), email.strip(), today)
        if (row.address, row.phone, row.email, row.confirmed_on) == told:
            return row
        row.address, row.phone, row.email, row.confirmed_on = told
        row.save(update_fields=["address", "phone", "email", "confirmed_on"])
        record("mediation.entry_confirmed", row, by=by)
    return row
