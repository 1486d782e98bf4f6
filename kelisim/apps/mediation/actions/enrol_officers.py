"""Three officers of a council hold the escrow of its offices from now on."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from kelisim.apps.mediation.actions.make_office_key import own_key
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import has, require
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.seal import council
from kelisim.kernel.seal.models import EscrowSet


def enrol_officers(body: Organisation, *, officers: Sequence[User], by: User | None) -> EscrowSet:
    """Three officers of a council hold its escrow from now on; each has made her key before."""
    require(by is None or _sits_on(by, body))
    require(all(_sits_on(one, body) for one in officers))
    with transaction.atomic():
        held = council.enrol(body.code, [own_key(one) for one in officers])
        record("mediation.officers_enrolled", held, by=by, body=body.code)
    return held


def _sits_on(user: User, body: Organisation) -> bool:
    return has(user, Role.COUNCIL, territory=body.territory, body=body.code)
