"""A second office with a clerk and a key, to which cases and whole offices move."""

from __future__ import annotations

from kelisim.apps.mediation.actions.enrol import enrol
from kelisim.apps.mediation.actions.make_office_key import make_office_key
from kelisim.apps.registry.models import Organisation
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from tests.cast import PASSPHRASE, Cast, body


def second_office(cast: Cast) -> Organisation:
    """«Екінші кабинет» in the same district; Pavel is its clerk."""
    new = body("office-752", cast.office.kind, cast.district, name="Екінші кабинет")
    held = {"territory": cast.district, "body": new.code, "since": "2020-01-01"}
    RoleHolding.objects.create(user=cast.pavel, role=Role.CLERK, **held)
    enrol(cast.pavel, PASSPHRASE, by=None)
    make_office_key(new, by=cast.pavel)
    return new
