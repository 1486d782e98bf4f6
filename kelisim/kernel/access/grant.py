"""Giving and ending roles: recorded, never to oneself, never two that exclude each other."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kelisim.kernel.access.door import may, require
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import NEVER_GRANTED, NEVER_IN_ONE_PLACE, NEVER_TOGETHER, Role
from kelisim.kernel.audit.log import record
from kelisim.kernel.places.queries import prefix

if TYPE_CHECKING:
    from kelisim.kernel.accounts.models import User
    from kelisim.kernel.places.models import Territory


class RoleNotGranted(ValueError):
    """One is public or party by acting, not by grant."""

    def __init__(self, role: Role) -> None:
        self.role = role
        super().__init__(f"{role} is never granted: choose a role of the staff.")


class OwnGrant(ValueError):
    """Nobody gives herself a role."""

    def __init__(self) -> None:
        super().__init__("Nobody gives a role to herself: ask another administrator.")


class IncompatibleRoles(ValueError):
    """The person holds, in that span, a role that excludes the new one."""

    def __init__(self, *, role: Role, held: Role, reason: str) -> None:
        self.role, self.held, self.reason = role, held, reason
        super().__init__(f"{role} excludes {held} ({reason}): end the one before giving the other.")


def grant(  # noqa: PLR0913 - one row, its columns by name
    user: User,
    *,
    role: Role,
    by: User | None,
    territory: Territory | None = None,
    body: str = "",
    since: date | None = None,
    until: date | None = None,
) -> RoleHolding:
    """Gives a role from a day on, today by default; `by` is nobody only for what a command loads."""
    require(by is None or may(by, "accounts.change"))
    holding = RoleHolding(
        user=user,
        role=role,
        territory=territory,
        body=body,
        since=since or timezone.localdate(),
        until=until,
    )
    check(holding, by=by)
    with transaction.atomic():
        # The person's row is the lock: two grants at once must see each other.
        type(user).objects.select_for_update().get(pk=user.pk)
        check(holding, by=by)
        holding.save()
        facts = {"role": role.value, "user": user.pk, "territory": holding.territory_id or "", "body": body}
        record("access.granted", holding, by=by, **facts)
    return holding


def end(holding: RoleHolding, *, by: User | None, on: date | None = None) -> RoleHolding:
    """Ends a role from that day on, today by default. The row stays: it was held."""
    require(by is None or may(by, "accounts.change"))
    with transaction.atomic():
        holding.until = max(on or timezone.localdate(), holding.since)
        holding.save(update_fields=["until"])
        record("access.ended", holding, by=by, role=holding.role, user=holding.user_id)
    return holding


def check(holding: RoleHolding, *, by: User | None) -> None:
    """Raises what speaks against a holding that is about to be given."""
    role = Role(holding.role)
    if role in NEVER_GRANTED:
        raise RoleNotGranted(role)
    if by is not None and by.pk == holding.user_id:
        raise OwnGrant
    for other in _same_time(holding):
        pair = frozenset({role, Role(other.role)})
        if pair in NEVER_TOGETHER:
            raise IncompatibleRoles(role=role, held=Role(other.role), reason="together")
        if pair in NEVER_IN_ONE_PLACE and _same_place(holding, other):
            raise IncompatibleRoles(role=role, held=Role(other.role), reason="one_place")


def _same_time(holding: RoleHolding) -> list[RoleHolding]:
    overlap = Q(until=None) | Q(until__gt=holding.since)
    if holding.until:
        overlap &= Q(since__lt=holding.until)
    others = RoleHolding.objects.filter(overlap, user_id=holding.user_id).exclude(pk=holding.pk)
    return list(others.select_related("territory"))


def _same_place(one: RoleHolding, other: RoleHolding) -> bool:
    if one.body and other.body:
        return one.body == other.body
    if one.territory is None or other.territory is None:
        return True
    first, second = prefix(one.territory), prefix(other.territory)
    return first.startswith(second) or second.startswith(first)
