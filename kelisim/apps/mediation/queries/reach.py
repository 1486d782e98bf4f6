"""For which body a role must be held to reach a case: the tree of councils and offices, not the map."""

from __future__ import annotations

from django.db.models import Q

from kelisim.apps.mediation.models import Case
from kelisim.kernel.access.roles import Role


def body_of(case: Case, role: Role) -> str | None:
    """The office's code; for the council, that of the council its office belongs to."""
    body = case.office.parent if case.office and role == Role.COUNCIL else case.office
    return body.code if body else None


def held_for(body: str, role: Role) -> Q:
    """The cases such a body reaches."""
    return Q(office__parent__code=body) if role == Role.COUNCIL else Q(office__code=body)
