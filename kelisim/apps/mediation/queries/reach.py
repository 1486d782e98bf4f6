"""For which body a role must be held to reach a case: the tree of councils and offices, not the map."""

from __future__ import annotations

from django.db.models import Q

from kelisim.apps.mediation.models import Case
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.roles import Role
from kelisim.kernel.once import once


def body_of(case: Case, role: Role) -> str | None:
    """The office's code; for the council, that of the council its office belongs to."""
    body = case.office.parent if case.office and role == Role.COUNCIL else case.office
    return body.code if body else None


def held_for(body: str, role: Role) -> Q:
    """The cases such a body reaches. A council's offices are told by their keys: the database then finds
    their cases by an index, which it does not through two joins."""
    if role != Role.COUNCIL:
        return Q(office__code=body)
    return Q(office__in=once(("offices", body), lambda: _offices(body)))


def _offices(council: str) -> list[int]:
    return list(Organisation.objects.filter(parent__code=council).order_by().values_list("pk", flat=True))
