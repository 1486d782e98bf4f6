"""Break-glass, first turn: one officer opens the outer seal; what is left opens for the second alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.check_application import require_code
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswersMissing, KeyLocked
from kelisim.apps.mediation.errors.officers import EscrowRunning
from kelisim.apps.mediation.models import Case, Item, Wrap
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import break_glass, heirs, people
from kelisim.kernel.access.door import Refused, require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal import box, service
from kelisim.kernel.seal.models import Holder
from kelisim.kernel.seal.ring import Keyring


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Why: a code of the closed list and a written statement, kept under the service key; and for whom.

    Where `to` is named, the second officer can return the keys to that holder only.
    """

    reason: str
    statement: str = field(repr=False)
    to: str = ""


def open_escrow(case: Case, *, ground: Ground, by: User, keys: Keyring) -> Case:
    """Opens the outer seal of intake and joint towards the other officers; both sides are told at once.

    Asking twice is one opening. Raises AnswersMissing, AnswerWrong, KeyLocked, EscrowRunning,
    NobodyToReceive, NothingLost; Refused if she is not the first officer of any pair of this case.
    """
    require(access.may_break_glass(by, case))
    if not ground.reason or not ground.statement.strip():
        raise AnswersMissing(fields=["reason", "statement"])
    require_code("reason", ground.reason, "break_glass")
    own = people.staff_holder(by.pk)
    if own is None or own.pk not in keys.seeds:
        raise KeyLocked
    with transaction.atomic():
        case = locked(case)
        require_move(case, "open_escrow")
        running = break_glass.live_opening(case)
        if running is not None:
            if running.move.user_id == by.pk:
                return case
            raise EscrowRunning(day=running.move.on.isoformat())
        if ground.to:
            heirs.require_loss(case, ground.to)
        _half_open(case, own, keys.seeds[own.pk])
        item = Item(case=case, compartment="service", kind=ItemKind.REASON, subject="escrow")
        item.box = service.conceal({"text": ground.statement}, about=str(item.uid))
        item.save()
        facts = {"item": str(item.uid), **({"to": ground.to} if ground.to else {})}
        take_step(case, Step(verb="open_escrow", by=by, reason=ground.reason, facts=facts))
        for party in case.parties.filter(joined_at__isnull=False):
            later("mediation.mail", party.pk, "escrow", once=f"escrow:{item.uid}:{party.side}")
        later("mediation.tell_council", case.pk, "escrow", once=f"escrow:{item.uid}")
    return case


def _half_open(case: Case, own: Holder, seed: bytes) -> None:
    pairs = list(case.wraps.filter(holder=own, inner__isnull=False))
    if not pairs:
        raise Refused
    for pair in pairs:
        Wrap.objects.update_or_create(
            case=case,
            compartment=pair.compartment,
            epoch=pair.epoch,
            holder=pair.inner,
            inner=None,
            defaults={
                "sealed": box.half_open(bytes(pair.sealed), seed=seed),
                "status": Wrap.Status.HALF,
                "at": timezone.now(),
            },
        )
