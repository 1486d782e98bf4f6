"""The door every deed passes: has she the role, does it reach that far, is it in force today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import PERMISSIONS, Role
from kelisim.kernel.once import once
from kelisim.kernel.places.queries import prefix

if TYPE_CHECKING:
    from kelisim.kernel.accounts.models import User
    from kelisim.kernel.places.models import Territory

    Somebody = User | AnonymousUser


class Refused(PermissionDenied):
    """She may see the thing but not do this deed: the page answers 403. What is unseen is 404 before this."""


def require(allowed: bool) -> None:
    """First line of every action."""
    if not allowed:
        raise Refused


def person(user: Somebody) -> User:
    """The account behind a request that has passed the sign-in; Refused for a stranger."""
    require(user.is_authenticated)
    return cast("User", user)


def in_force(on: date | None = None) -> Q:
    """The condition that a holding is in force on the day, today by default."""
    day = on or timezone.localdate()
    return Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))


def held(user: Somebody) -> list[RoleHolding]:
    """All holdings in force today of an active account, nobody's for a stranger; read once a page."""
    if user.pk is None or not user.is_active:
        return []
    return once(("held", user.pk), lambda: _held(user.pk))


def _held(user_id: int) -> list[RoleHolding]:
    return list(RoleHolding.objects.filter(in_force(), user_id=user_id).select_related("territory"))


def holdings(user: Somebody, role: Role) -> list[RoleHolding]:
    """Her holdings of one role in force today."""
    return [holding for holding in held(user) if holding.role == role]


def roles_of(user: Somebody) -> frozenset[Role]:
    """Every role she holds somewhere today."""
    return frozenset(Role(holding.role) for holding in held(user))


def reaches(holding: RoleHolding, *, territory: Territory | None, body: str | None) -> bool:
    """Whether a holding covers a place or a body.

    A holding for a body reaches that body alone. One without a body reaches everything in its territory,
    and without a territory the whole country; asked about a body only, its place must be told as well.
    """
    if holding.body:
        return body == holding.body
    if holding.territory is None:
        return True
    return territory is not None and territory.code.startswith(prefix(holding.territory))


def has(user: Somebody, role: Role, *, territory: Territory | None = None, body: str | None = None) -> bool:
    """Whether she holds the role today: anywhere, or reaching the given territory or body."""
    anywhere = territory is None and body is None
    return any(
        anywhere or reaches(holding, territory=territory, body=body) for holding in holdings(user, role)
    )


def may(
    user: Somebody, permission: str, *, territory: Territory | None = None, body: str | None = None
) -> bool:
    """Whether one of her roles in force has the permission: anywhere, or reaching that far."""
    anywhere = territory is None and body is None
    return any(
        anywhere or reaches(holding, territory=territory, body=body)
        for holding in held(user)
        if permission in PERMISSIONS[Role(holding.role)]
    )
