"""Three officers of a council hold the escrow of its offices from now on."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from kelisim.apps.mediation.access import sits_on
from kelisim.apps.mediation.actions.make_office_key import own_key
from kelisim.apps.mediation.errors.officers import OfficersStand
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.seal import council
from kelisim.kernel.seal.models import EscrowSet


def enrol_officers(body: Organisation, *, officers: Sequence[User], by: User | None) -> EscrowSet:
    """Three officers of a council hold its escrow from now on; each has made her key before.

    Asking twice is once. Raises OfficersStand where two of the set before could renew it (by nobody: the
    administrator at the machine, who may set up any three).
    """
    require(by is None or sits_on(by, body))
    require(all(sits_on(one, body) for one in officers))
    holders = [own_key(one) for one in officers]
    with transaction.atomic():
        before = council.live(body.code)
        if before is not None and {one.pk for one in holders} == {one.pk for one in council.seats(before)}:
            return before
        if by is not None and before is not None and len(serving(before, body)) > 1:
            raise OfficersStand
        held = council.enrol(body.code, holders)
        record("mediation.officers_enrolled", held, by=by, body=body.code)
    return held


def serving(held: EscrowSet, body: Organisation) -> list[User]:
    """Those of the three who still sit on the council and whose key of then still stands."""
    seats = [one for one in council.seats(held) if one.retired_at is None]
    return [one.user for one in seats if one.user is not None and sits_on(one.user, body)]
