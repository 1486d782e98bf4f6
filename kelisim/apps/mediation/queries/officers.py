"""The three officers of a council: who they are, who could come, which cases are still on a set before."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from kelisim.apps.mediation.models import Wrap
from kelisim.apps.registry.public import Organisation, councils
from kelisim.kernel.access.door import holdings, in_force, reaches
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.places.models import Level
from kelisim.kernel.seal import council
from kelisim.kernel.seal.models import EscrowSet, Holder


@dataclass(frozen=True, kw_only=True)
class Seat:
    """One of the three: whether she still sits on the council, whether her key of then still stands."""

    user: User
    holder: Holder
    serves: bool
    keyed: bool

    @property
    def stands(self) -> bool:
        """Whether she can still take a turn."""
        return self.serves and self.keyed


@dataclass(frozen=True, kw_only=True)
class Carrying:
    """How the cases of a set before go over to the set of today."""

    old: int  # cases with a pair of an officer who left
    mine: int  # of them, those that wait for the reader's turn
    passed: int  # of them, those whose first turn is taken
    fresh: int  # cases on the set of today alone


@dataclass(frozen=True, kw_only=True)
class Board:
    """The whole page of one council."""

    body: Organisation
    held: EscrowSet | None
    seats: tuple[Seat, ...]
    candidates: tuple[User, ...]  # they sit on the council, have a key, and are not of the three
    keyless: tuple[User, ...]  # they sit on it and have made no key
    carrying: Carrying

    @property
    def stands(self) -> bool:
        """Whether all three can take their turns."""
        return len(self.seats) == 3 and all(one.stands for one in self.seats)

    @property
    def renewable(self) -> bool:
        """Whether exactly one is missing, so that the other two can name who comes."""
        return sum(one.stands for one in self.seats) == 2


def own_councils(user: User) -> list[Organisation]:
    """The councils she sits on: of her own territory or body, not all those beneath."""
    held = holdings(user, Role.COUNCIL)
    return [one for one in councils() if any(_at_home(holding, one) for holding in held)]


def _at_home(holding: RoleHolding, body: Organisation) -> bool:
    if holding.body:
        return holding.body == body.code
    national = body.territory is None or body.territory.level == Level.COUNTRY
    return national if holding.territory is None else holding.territory_id == body.territory_id


def members(body: Organisation) -> list[User]:
    """Everybody who sits on this council today, by name."""
    rows = RoleHolding.objects.filter(in_force(), role=Role.COUNCIL, user__is_active=True)
    rows = rows.select_related("user", "territory").order_by("user__name", "user__pk")
    found = {row.user.pk: row.user for row in rows if reaches(row, territory=body.territory, body=body.code)}
    return list(found.values())


def board(body: Organisation, reader: Holder | None) -> Board:
    """One council as one of its members sees it; the same few queries whatever the number of cases."""
    held, sitting = council.live(body.code), members(body)
    keyed = {
        one.user_id: one
        for one in Holder.objects.filter(kind=Holder.Kind.STAFF, retired_at__isnull=True, user__in=sitting)
    }
    seats = tuple(_seat(one, sitting) for one in council.seats(held)) if held else ()
    theirs = {one.user.pk for one in seats if one.stands}
    return Board(
        body=body,
        held=held,
        seats=seats,
        candidates=tuple(one for one in sitting if one.pk in keyed and one.pk not in theirs),
        keyless=tuple(one for one in sitting if one.pk not in keyed),
        carrying=_carrying(held, reader) if held else Carrying(old=0, mine=0, passed=0, fresh=0),
    )


def _seat(holder: Holder, sitting: list[User]) -> Seat:
    user = holder.user
    if user is None:
        raise TypeError("an officer's key belongs to a person")
    return Seat(user=user, holder=holder, serves=user in sitting, keyed=holder.retired_at is None)


def old_wraps(held: EscrowSet) -> QuerySet[Wrap]:
    """The pairs that an officer is part of who is no longer one of the three."""
    left = council.before(held.body) - {one.pk for one in council.seats(held)}
    return Wrap.objects.filter(Q(holder__in=left) | Q(inner__in=left), inner__isnull=False)


def old_cases(held: EscrowSet) -> int:
    """How many cases are still on a set before."""
    return old_wraps(held).values("case").distinct().count()


def to_carry(held: EscrowSet, own: Holder) -> QuerySet[Wrap]:
    """The wraps of old cases that wait for this officer: passed on to her, or hers to pass on.

    A case that is half-way through a break-glass waits until that is over.
    """
    busy = Wrap.objects.filter(status=Wrap.Status.HALF).values("case")
    passed = Wrap.objects.filter(status=Wrap.Status.RENEWING)
    stay = [one.pk for one in council.seats(held) if one.pk != own.pk]
    hers = Q(holder=own, status=Wrap.Status.RENEWING)
    first = Q(holder=own, inner__in=stay) & ~Q(case__in=passed.values("case"))
    part = {name: OuterRef(name) for name in ("case", "compartment", "epoch")}
    rows = Wrap.objects.filter(hers | first).filter(Exists(old_wraps(held).filter(**part)))
    return rows.exclude(case__in=busy)


def _carrying(held: EscrowSet, reader: Holder | None) -> Carrying:
    seats = [one.pk for one in council.seats(held)]
    old = old_wraps(held)
    on_it = Wrap.objects.filter(holder__in=seats, inner__in=seats)
    passed = Wrap.objects.filter(status=Wrap.Status.RENEWING, case__in=old.values("case"))
    return Carrying(
        old=_cases(old),
        mine=_cases(to_carry(held, reader)) if reader and reader.pk in seats else 0,
        passed=_cases(passed),
        fresh=_cases(on_it.exclude(case__in=old.values("case"))),
    )


def _cases(rows: QuerySet[Wrap]) -> int:
    return rows.values("case").distinct().count()
