"""A side lost her secret: the office checks who she is and prints a new one; escrow gives the texts back."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.submit import secret_hash
from kelisim.apps.mediation.actions.take_step import locked
from kelisim.apps.mediation.models import Party
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.seal import keys


def renew_secret(party: Party, *, by: User) -> str:
    """The new secret, shown once. She signs in with it at once and sees the clear part; what was sealed to
    her old key returns when two officers re-wrap it, private notes never do. Asking again makes another.
    """
    require(access.may_work(by, party.case))
    secret = keys.new_secret()
    holder = keys.party_holder(secret)
    with transaction.atomic():
        case = locked(party.case)
        party = case.parties.select_for_update().get(pk=party.pk)
        holder.save()
        party.holder, party.secret_hash = holder, secret_hash(case, secret)
        party.save()
        record("mediation.secret_renewed", case, by=by, side=party.side)
    return secret
