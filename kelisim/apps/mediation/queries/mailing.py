"""Who of the staff is told of a case: by role and reach, today."""

from __future__ import annotations

from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries.reach import body_of
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import in_force, reaches
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.places.models import Territory


def clerks(case: Case) -> list[User]:
    """The clerks of the case's office."""
    return _reaching(case, Role.CLERK)


def clerks_at(office: Organisation) -> list[User]:
    """The clerks of an office, whatever the case."""
    return _holding(Role.CLERK, office.territory, office.code)


def coordinators_at(office: Organisation) -> list[User]:
    """The coordinators whose region holds the office."""
    return _holding(Role.COORDINATOR, office.territory, office.code)


def council_members(case: Case) -> list[User]:
    """Members of the council of the case's office, or of one whose territory holds the case."""
    return _reaching(case, Role.COUNCIL)


def all_council_members() -> list[User]:
    """Everybody who sits on a council today, each once."""
    rows = RoleHolding.objects.filter(in_force(), role=Role.COUNCIL, user__is_active=True)
    return list(User.objects.filter(pk__in=rows.values("user")).order_by("pk"))


def _reaching(case: Case, role: Role) -> list[User]:
    return _holding(role, case.region, body_of(case, role))


def _holding(role: Role, territory: Territory | None, body: str | None) -> list[User]:
    rows = RoleHolding.objects.filter(in_force(), role=role, user__is_active=True).select_related(
        "user", "territory"
    )
    found = {row.user.pk: row.user for row in rows if reaches(row, territory=territory, body=body)}
    return list(found.values())
