"""How far the move of an office has come, counted from what is still there."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from kelisim.apps.mediation.models import Case, Mediator, Move, OfficeMove, Referral
from kelisim.apps.mediation.states import State
from kelisim.kernel.access.door import in_force
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.seal.models import Holder, Loan


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Where the parts of one move stand. `keyless`: nobody of the old office can open its key any more."""

    move: OfficeMove
    gone: int
    waiting: int  # ordered, the key has still to be handed over
    ahead: int  # not touched yet
    mediators: int
    referrals: int
    keyless: bool

    @property
    def over(self) -> bool:
        """Whether nothing is left at the old office."""
        accepted = self.move.accepted_at is not None
        return accepted and not (self.waiting or self.ahead or self.mediators or self.referrals)

    @property
    def officers_needed(self) -> bool:
        """Whether two officers have to return the key of what waits."""
        return self.keyless and bool(self.waiting)


def live_moves() -> QuerySet[OfficeMove]:
    """Accepted ones, over or not: what still comes to an old office goes on to the new one."""
    rows = OfficeMove.objects.filter(accepted_at__isnull=False, called_off_at__isnull=True)
    return rows.select_related("office", "to", "act", "ordered_by")


def still_there(move: OfficeMove) -> QuerySet[Case]:
    """Open cases at the old office; a draft belongs to nobody yet."""
    rows = Case.objects.filter(office=move.office_id)
    return rows.exclude(state__in=[State.DRAFT, State.CLOSED]).order_by("pk")


def unordered(move: OfficeMove) -> QuerySet[Case]:
    """Those nobody ordered anywhere yet."""
    return still_there(move).filter(moving_to__isnull=True)


def waiting_for_key(office_codes: list[str]) -> QuerySet[Case]:
    """Cases whose key a clerk of one of these offices has to hand over."""
    rows = Case.objects.filter(office__code__in=office_codes, moving_to__isnull=False)
    return rows.exclude(state=State.CLOSED).select_related("office", "moving_to").order_by("pk")


def progress(moves: list[OfficeMove]) -> list[Progress]:
    """Each with its counts: six queries for each, of which there are few."""
    return [_progress(one) for one in moves]


def _progress(move: OfficeMove) -> Progress:
    there = still_there(move)
    return Progress(
        move=move,
        gone=Case.objects.filter(pk__in=_ordered(move)).exclude(office=move.office_id).count(),
        waiting=there.filter(moving_to__isnull=False).count(),
        ahead=there.filter(moving_to__isnull=True).count(),
        mediators=Mediator.objects.filter(still_mediates(move)).count(),
        referrals=Referral.objects.filter(office=move.office_id, case=None).count(),
        keyless=not has_keeper(move.office.code),
    )


def still_mediates(move: OfficeMove) -> Q:
    """Her tenure at the old office is not over."""
    running = Q(tenure__until__isnull=True) | Q(tenure__until__gt=timezone.localdate())
    return running & Q(office=move.office_id)


def has_keeper(code: str) -> bool:
    """Whether a clerk of today holds a loan of the office's key."""
    clerks = RoleHolding.objects.filter(in_force(), role=Role.CLERK, user__is_active=True)
    keys = Holder.objects.filter(body=code, kind=Holder.Kind.OFFICE, retired_at__isnull=True)
    loans = Loan.objects.filter(office__in=keys, clerk__retired_at__isnull=True)
    return loans.filter(clerk__user__in=clerks.values("user")).exists()


def _ordered(move: OfficeMove) -> QuerySet[Move, int]:
    rows = Move.objects.filter(verb="transfer", facts__order=move.pk)
    return rows.values_list("case", flat=True)
