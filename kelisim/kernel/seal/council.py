"""Escrow officers: whose three keys stand behind an office, and how two of them return a lost one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from kelisim.kernel.seal import box
from kelisim.kernel.seal.models import EscrowSet, Holder


def enrol(body: str, officers: Sequence[Holder]) -> EscrowSet:
    """Three different officers of one council from now on; the set before them ends."""
    if len({officer.user_id for officer in officers}) != 3:
        raise ValueError("three different officers are needed")
    with transaction.atomic():
        standing = live(body)
        if standing is not None and [one.pk for one in seats(standing)] == [one.pk for one in officers]:
            return standing
        EscrowSet.objects.filter(body=body, until__isnull=True).update(until=timezone.now())
        first, second, third = officers
        return EscrowSet.objects.create(body=body, first=first, second=second, third=third)


def live(body: str) -> EscrowSet | None:
    """The set of this council that was not replaced, whether or not its keys still stand."""
    rows = EscrowSet.objects.filter(body=body, until__isnull=True)
    return rows.select_related("first__user", "second__user", "third__user").first()


def seats(officers: EscrowSet) -> tuple[Holder, Holder, Holder]:
    """The three, in the order in which they open: the first two can begin, the last two can finish."""
    return officers.first, officers.second, officers.third


def before(body: str) -> set[int]:
    """The holders of sets of this council that have ended."""
    ended = EscrowSet.objects.filter(body=body, until__isnull=False)
    return {pk for row in ended.values_list("first", "second", "third") for pk in row}


def standing_behind(bodies: Sequence[str]) -> EscrowSet | None:
    """The first of these councils (nearest first) with three officers whose keys still stand."""
    found = {
        row.body: row
        for row in EscrowSet.objects.filter(
            body__in=bodies,
            until__isnull=True,
            first__retired_at__isnull=True,
            second__retired_at__isnull=True,
            third__retired_at__isnull=True,
        ).select_related("first", "second", "third")
    }
    return next((found[body] for body in bodies if body in found), None)


def pairs(key: bytes, *, officers: EscrowSet, label: str) -> tuple[box.Pair, box.Pair, box.Pair]:
    """The compartment key for each pair of the three."""
    three = [(one.pk, bytes(one.public_key)) for one in seats(officers)]
    return box.escrow(key, officers=three, label=label)
