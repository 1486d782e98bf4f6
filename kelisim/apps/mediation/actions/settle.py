"""Both sides and the mediator sign the settlement; with the last signature it is in force that day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.sign_item import Pen, shown, sign_item, signer_of, take_pen
from kelisim.apps.mediation.actions.take_in import Hand
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.models import Case, Item, Obligation, Party
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import law, sealed, signatures
from kelisim.apps.mediation.queries.following import next_round_on
from kelisim.apps.mediation.states import State
from kelisim.kernel.access.door import Refused, require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later


def settle(case: Case, *, digest: str, secret: str, by: Party | User, hand: Hand | None = None) -> Case:
    """Signs the version the signer read; the last signature settles.

    `hand`: a signature given otherwise, looked at by actions/take_in.py; `secret` is then of who hands it in.
    Raises DocumentChanged, NothingToSign, WrongPassphrase.
    """
    require(access.may_sign(by, case))
    pen = take_pen(by, secret)
    with transaction.atomic():
        case = locked(case)
        item = shown(case, ItemKind.SETTLEMENT, digest)
        given = signatures.signatures(case, item)
        signer = signer_of(case, pen, hand)
        if signer in given:
            return case
        require_move(case, "settle")
        last = set(signatures.signers(case, item)) <= {*given, signer}
        facts = sign_item(case, item, pen, hand)
        if last:
            facts |= _in_force(case, item, pen)
        take_step(
            case,
            Step(
                verb="settle",
                by=by,
                after=State.SETTLED if last else None,
                clock=(Clock.FOLLOW, law.over_at(next_round_on(case))) if last else None,
                edition=law.edition(timezone.localdate()),
                facts=facts,
            ),
        )
        if last:
            for party in case.parties.all():
                later("mediation.mail", party.pk, "settled", once=f"mail-settled:{case.pk}:{party.side}")
    return case


def _in_force(case: Case, item: Item, pen: Pen) -> dict[str, int]:
    """The clear rows of the obligations, read by the last signer with her own key."""
    opened = sealed.latest(case, pen.ring(), ItemKind.SETTLEMENT)
    if opened is None or opened.item.pk != item.pk:
        raise Refused
    written = opened.words.get("obligations")
    promises: list[dict[str, Any]] = list(written) if isinstance(written, list) else []
    sides = {party.side: party for party in case.parties.all()}
    Obligation.objects.bulk_create(
        [
            Obligation(
                case=case,
                number=int(one["number"]),
                debtor=sides[str(one["debtor"])],
                kind=str(one["kind"]),
                due_on=date.fromisoformat(one["due_on"]) if one["due_on"] else None,
                event_bound=not one["due_on"],
            )
            for one in promises
        ]
    )
    case.settled_on, case.full = timezone.localdate(), bool(opened.words["full"])
    return {"obligations": len(promises), "full": int(case.full)}
