"""The triage keys of offices: whether they are made, open here, and who of the clerks still lacks one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import in_force
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.seal.models import Holder, Loan

if TYPE_CHECKING:
    from kelisim.kernel.seal.ring import Keyring


@dataclass(frozen=True, kw_only=True)
class OfficeKey:
    """One office: whether it has a key, whether the reader's opens it, which clerks wait for theirs."""

    office: Organisation
    made: bool
    open: bool
    waiting: tuple[User, ...]


def clerks_of(codes: Iterable[str]) -> list[tuple[str, User]]:
    """The clerks of these offices today, each with the office's code."""
    rows = (
        RoleHolding.objects.filter(in_force(), role=Role.CLERK, body__in=list(codes), user__is_active=True)
        .select_related("user")
        .order_by("user__name", "user__pk")
    )
    return [(row.body, row.user) for row in rows]


def office_keys(offices: Iterable[Organisation], keys: Keyring) -> list[OfficeKey]:
    """The keys of these offices, four queries whatever their number.

    A clerk waits if she has made her own key and holds no loan of her office's.
    """
    listed = list(offices)
    codes = [one.code for one in listed]
    made = {
        one.body: one
        for one in Holder.objects.filter(body__in=codes, kind=Holder.Kind.OFFICE, retired_at__isnull=True)
    }
    lent = set(Loan.objects.filter(office__in=made.values()).values_list("office__body", "clerk__user"))
    clerks = clerks_of(codes)
    keyed = set(
        Holder.objects.filter(
            kind=Holder.Kind.STAFF, retired_at__isnull=True, user__in=[one.pk for _body, one in clerks]
        ).values_list("user", flat=True)
    )
    return [
        OfficeKey(
            office=office,
            made=office.code in made,
            open=office.code in made and made[office.code].pk in keys.seeds,
            waiting=tuple(
                one
                for body, one in clerks
                if body == office.code and one.pk in keyed and (body, one.pk) not in lent
            ),
        )
        for office in listed
    ]
