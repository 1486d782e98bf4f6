"""Who keeps the register of mediators: she her own entry, others where their role reaches."""

from __future__ import annotations

from django.db.models import QuerySet

from kelisim.apps.mediation.access.offices import offices_of
from kelisim.apps.mediation.models import Election, Inclusion, Mediator
from kelisim.apps.registry.public import Organisation, offices
from kelisim.kernel.access import door
from kelisim.kernel.access.roles import PERMISSIONS, Role
from kelisim.kernel.accounts.models import User

KEEPS = "mediation.change_register"
_KEEPERS = tuple(role for role in Role if KEEPS in PERMISSIONS.get(role, ()))
_HEARS = (Role.COORDINATOR, Role.COUNCIL)


def may_keep_entry(user: User, mediator: Mediator) -> bool:
    """The mediator her own entry."""
    return mediator.user_id == user.pk


def may_suspend(user: User, mediator: Mediator) -> bool:
    """Whoever may change the register where her office stands; nobody herself."""
    return mediator.user_id != user.pk and may_keep_register(user, mediator.office)


def may_join_account(user: User, mediator: Mediator) -> bool:
    """Whoever keeps the register of her office says which account is hers."""
    return may_keep_register(user, mediator.office)


def may_keep_register(user: User, office: Organisation) -> bool:
    """Elections recorded, requests taken and decided: whoever may change the register of this office."""
    return door.may(user, KEEPS, territory=office.territory, body=office.code)


def may_hear_complaint(user: User, inclusion: Inclusion) -> bool:
    """A coordinator or council that reaches the office; never who refused."""
    office = inclusion.office
    return inclusion.decided_by_id != user.pk and any(
        door.has(user, role, territory=office.territory, body=office.code) for role in _HEARS
    )


def keeps_register(user: User) -> bool:
    """Whether there is any office whose register she keeps."""
    return door.may(user, KEEPS)


def kept_offices(user: User) -> QuerySet[Organisation]:
    """The offices whose register she keeps."""
    kept: QuerySet[Organisation] = offices().none()
    for role in _KEEPERS:
        kept |= offices_of(user, role)
    return kept


def kept_elections(user: User) -> QuerySet[Election]:
    """Elections at those offices, the newest first."""
    rows = Election.objects.filter(office__in=kept_offices(user).values("pk"))
    return rows.select_related("office__territory", "act")


def kept_inclusions(user: User) -> QuerySet[Inclusion]:
    """Requests at those offices, the oldest first."""
    rows = Inclusion.objects.filter(office__in=kept_offices(user).values("pk"))
    return rows.select_related("office__territory", "election", "tenure__person", "mediator")


def kept_mediators(user: User) -> QuerySet[Mediator]:
    """Who stands, or stood, on the register of those offices."""
    rows = Mediator.objects.filter(office__in=kept_offices(user).values("pk"))
    return rows.select_related("office__territory", "tenure__person").exclude(user=user)
