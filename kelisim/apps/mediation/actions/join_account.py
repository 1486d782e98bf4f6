"""An entry of the register that was made for somebody without an account gets hers."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation.access.register import may_join_account
from kelisim.apps.mediation.actions.include import account_for
from kelisim.apps.mediation.errors.register import AccountJoined
from kelisim.apps.mediation.models import Mediator
from kelisim.kernel.access.door import Refused, require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def join_account(mediator: Mediator, *, email: str, by: User) -> Mediator:
    """From now on she is proposed cases once she has a key; twice is once, and an entry keeps its account.

    Raises Refused (also to who would join her own account), AccountJoined, NoSuchAccount.
    """
    require(may_join_account(by, mediator))
    with transaction.atomic():
        row = Mediator.objects.select_for_update().get(pk=mediator.pk)
        if row.user is not None:
            if row.user.email == email.strip().lower():
                return row
            raise AccountJoined
        user = account_for(email.strip(), row)
        if user.pk == by.pk:
            raise Refused
        User.objects.select_for_update().get(pk=user.pk)  # two entries for one account come one by one
        account_for(email.strip(), row)
        row.user = user
        row.save(update_fields=["user"])
        record("mediation.account_joined", row, by=by, user=user.pk)
    return row
