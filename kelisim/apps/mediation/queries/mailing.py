"""Who of the staff is told of a case: by role and reach, today."""

from __future__ import annotations

from kelisim.apps.mediation.models import Case
from kelisim.kernel.access.door import in_force, reaches
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User


def clerks(case: Case) -> list[User]:
    """The clerks of the case's office."""
    return _reaching(case, Role.CLERK)


def council_members(case: Case) -> list[User]:
    """Members of a council whose territory holds the case."""
    return _reaching(case, Role.COUNCIL)


def _reaching(case: Case, role: Role) -> list[User]:
    body = case.office.code if case.office else None
    rows = RoleHolding.objects.filter(in_force(), role=role, user__is_active=True).select_related(
        "user", "territory"
    )
    found = {row.user.pk: row.user for row in rows if reaches(row, territory=case.region, body=body)}
    return list(found.values())
