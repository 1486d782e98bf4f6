"""One more clerk of an office opens its applications."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.make_office_key import own_key
from kelisim.apps.mediation.errors import KeyLocked
from kelisim.apps.mediation.queries.people import office_holder
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.seal import keys
from kelisim.kernel.seal.models import Loan
from kelisim.kernel.seal.ring import Keyring


def lend_office_key(office: Organisation, *, to: User, by: User, ring: Keyring) -> Loan:
    """One more clerk of the office opens its applications. Raises KeyLocked if the lender's key is closed."""
    require(access.may_enrol_office(by, office) and access.may_enrol_office(to, office))
    holder = office_holder(office.code)
    if holder is None or holder.pk not in ring.seeds:
        raise KeyLocked
    with transaction.atomic():
        loan = keys.lend(holder, ring.seeds[holder.pk], own_key(to))
        record("mediation.office_key_lent", holder, by=by, office=office.code, to=to.pk)
    return loan
