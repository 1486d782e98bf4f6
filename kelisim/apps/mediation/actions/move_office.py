"""A coordinator orders that an office goes over to another one; a clerk there accepts or declines."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kelisim.apps.institution.public import Act
from kelisim.apps.mediation.access.offices import may_move_office, may_receive_office
from kelisim.apps.mediation.errors import TransferNotAccepted
from kelisim.apps.mediation.errors.offices import (
    AcceptedAlready,
    MovesInARound,
    OfficeMovesAlready,
    RightNotNamed,
)
from kelisim.apps.mediation.models import OfficeMove
from kelisim.apps.mediation.queries.receiving import receiver
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.queue.later import later


@dataclass(frozen=True, kw_only=True)
class Right:
    """By what right an office moves: an act of the ledger, or one named in words."""

    act: Act | None = None
    named: str = ""


def move_office(office: Organisation, *, to: Organisation, right: Right, by: User) -> OfficeMove:
    """Asks the receiving office. The same order twice is one.

    Raises RightNotNamed, TransferNotAccepted, OfficeMovesAlready, MovesInARound.
    """
    require(may_move_office(by, office))
    named = right.named.strip()
    if right.act is None and not named:
        raise RightNotNamed
    if to.pk == office.pk or receiver(to) is None:
        raise TransferNotAccepted(office=to.code)
    with transaction.atomic():
        # Both rows are locked in one order: two orders at once must see each other.
        list(
            Organisation.objects.select_for_update(of=("self",))
            .filter(pk__in=[office.pk, to.pk])
            .order_by("pk")
        )
        live = OfficeMove.objects.filter(called_off_at__isnull=True)
        standing = live.filter(office=office).first()
        if standing is not None and standing.to_id == to.pk:
            return standing
        if standing is not None:
            raise OfficeMovesAlready
        if live.filter(office=to).exists():
            raise MovesInARound
        move = OfficeMove.objects.create(office=office, to=to, act=right.act, named=named, ordered_by=by)
        record("mediation.office_move_ordered", move, by=by, office=office.code, to=to.code)
        later("mediation.tell_office_move", move.pk, "asked", once=f"office-move:{move.pk}:asked")
    return move


def accept_move(move: OfficeMove, *, by: User) -> OfficeMove:
    """The receiving office says yes: what can go goes, the rest as its keys come. Twice is once."""
    require(may_receive_office(by, move.to))
    with transaction.atomic():
        row = _locked(move)
        if row.accepted_at is not None or row.called_off_at is not None:
            return row
        row.accepted_at, row.accepted_by = timezone.now(), by
        row.save(update_fields=["accepted_at", "accepted_by"])
        record("mediation.office_move_accepted", row, by=by, office=row.office.code, to=row.to.code)
        later("mediation.carry_move", row.pk, once=f"office-move:{row.pk}:carry")
        later("mediation.tell_office_move", row.pk, "begun", once=f"office-move:{row.pk}:begun")
    return row


def call_off(move: OfficeMove, *, by: User) -> OfficeMove:
    """The receiving office declines, or the coordinator takes the order back, before it is accepted.

    Raises AcceptedAlready.
    """
    require(may_receive_office(by, move.to) or may_move_office(by, move.office))
    with transaction.atomic():
        row = _locked(move)
        if row.called_off_at is not None:
            return row
        if row.accepted_at is not None:
            raise AcceptedAlready
        row.called_off_at = timezone.now()
        row.save(update_fields=["called_off_at"])
        record("mediation.office_move_called_off", row, by=by, office=row.office.code, to=row.to.code)
        later("mediation.tell_office_move", row.pk, "called_off", once=f"office-move:{row.pk}:off")
    return row


def _locked(move: OfficeMove) -> OfficeMove:
    rows = OfficeMove.objects.select_for_update(of=("self",)).prefetch_related("office", "to")
    return rows.get(pk=move.pk)
