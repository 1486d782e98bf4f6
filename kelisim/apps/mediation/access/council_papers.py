"""Whose the papers of councils are: those who sit on the council, and whoever may answer for one."""

from __future__ import annotations

from django.db.models import QuerySet

from kelisim.apps.institution.public import national_council
from kelisim.apps.mediation.access.deeds import sits_on
from kelisim.apps.mediation.models import CouncilPaper
from kelisim.apps.registry.public import Organisation, councils, organisations_by_code
from kelisim.kernel.access.door import in_force
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User


def councils_of(who: User) -> list[Organisation]:
    """The councils she sits on, the national one first."""
    national = organisations_by_code({national_council()}).values()
    return [one for one in (*national, *councils()) if sits_on(who, one)]


def papers_of(who: User) -> QuerySet[CouncilPaper]:
    """Those of her councils, by due day."""
    rows = CouncilPaper.objects.select_related("act", "council__territory", "owner")
    return rows.filter(council__in=councils_of(who))


def members(bodies: list[Organisation]) -> list[User]:
    """Who sits today on one of these councils, by name."""
    seats = RoleHolding.objects.filter(in_force(), role=Role.COUNCIL).select_related("user")
    people = {one.user_id: one.user for one in seats.order_by("user__name")}
    return [user for user in people.values() if any(sits_on(user, body) for body in bodies)]
