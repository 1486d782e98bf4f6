"""An officer leaves: one of the two who stay names who comes; the cases go over step by step afterwards."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation.access import sits_on
from kelisim.apps.mediation.actions.enrol_officers import serving
from kelisim.apps.mediation.actions.make_office_key import own_key
from kelisim.apps.mediation.errors.officers import OldSetLeft
from kelisim.apps.mediation.queries import officers
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import Refused, require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.seal import council
from kelisim.kernel.seal.models import EscrowSet


def renew_officers(body: Organisation, *, leaves: User, comes: User, by: User) -> EscrowSet:
    """The seat of one who left goes to another; she may be the same person with a new key.

    Asking twice is once. Raises KeyLocked for one without a key, OldSetLeft while cases of the change
    before are not carried on; Refused if not exactly one has left, or by one who does not stay.
    """
    require(sits_on(by, body) and sits_on(comes, body))
    with transaction.atomic():
        held = council.live(body.code)
        if held is None:
            raise Refused
        new, seats = own_key(comes), council.seats(held)
        if new.pk in {one.pk for one in seats}:
            return held
        staying = serving(held, body)
        require(by in staying and len(staying) == 2 and leaves not in staying)
        left = officers.old_cases(held)
        if left:
            raise OldSetLeft(cases=left)
        renewed = council.enrol(body.code, [new if one.user_id == leaves.pk else one for one in seats])
        record("mediation.officers_renewed", renewed, by=by, body=body.code, came=comes.pk, left=leaves.pk)
    return renewed
