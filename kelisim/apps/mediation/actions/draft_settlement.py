"""The mediator writes the settlement down as the sides found it: numbered obligations, nothing vague."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import nacl.utils
from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.check_application import require_code
from kelisim.apps.mediation.actions.seal_item import Sheet, seal_item
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswersMissing, ObligationVague, TextTooLong
from kelisim.apps.mediation.models import Case, Item
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import documents, sealed
from kelisim.apps.mediation.queries.signatures import draft
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal.ring import Keyring

LONGEST = 20_000
SHORTEST_OBJECT = 8


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One obligation: who, what kind, what, how, by which day or event, what if not."""

    debtor: str  # A or B
    kind: str
    what: str = field(repr=False)
    how: str = field(default="", repr=False)
    due_on: date | None = None
    event: str = field(default="", repr=False)
    otherwise: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The whole settlement; `none` says expressly that nobody owes anything."""

    text: str = field(default="", repr=False)
    promises: tuple[Promise, ...] = ()
    none: bool = False
    full: bool = True


def draft_settlement(case: Case, *, terms: Terms, by: User, keys: Keyring) -> Item:
    """Seals a version for the sides to read and sign. Raises AnswersMissing, ObligationVague, TextTooLong."""
    require(access.may_lead(by, case))
    _check(terms)
    with transaction.atomic():
        case = locked(case)
        require_move(case, "draft_settlement")
        key = sealed.compartment_key(case, sealed.JOINT, keys)
        item = seal_item(
            case,
            sealed.JOINT,
            key,
            Sheet(
                kind=ItemKind.SETTLEMENT,
                words=_words(case, terms),
                subject="settlement",
                follows=draft(case, ItemKind.SETTLEMENT),
                signed=True,
            ),
        )
        facts = {"version": item.version, "obligations": len(terms.promises)}
        take_step(case, Step(verb="draft_settlement", by=by, facts=facts))
        for party in case.parties.filter(joined_at__isnull=False):
            later("mediation.mail", party.pk, "to_sign", once=f"mail-sign:{item.digest[:16]}:{party.side}")
    return item


def _check(terms: Terms) -> None:
    if not terms.promises and not terms.none:
        raise AnswersMissing(fields=["obligations"])
    if len(terms.text) > LONGEST:
        raise TextTooLong(field="text", length=len(terms.text), limit=LONGEST)
    for number, promise in enumerate(terms.promises, start=1):
        vague = [
            name
            for name, unclear in (
                ("debtor", promise.debtor not in {"A", "B"}),
                ("kind", not promise.kind),
                ("what", len(promise.what.strip()) < SHORTEST_OBJECT),
                ("due", promise.due_on is None and not promise.event.strip()),
            )
            if unclear
        ]
        if vague:
            raise ObligationVague(number=number, fields=vague)
        require_code("kind", promise.kind, "obligation_kinds")


def _words(case: Case, terms: Terms) -> dict[str, object]:
    return {
        "document": "settlement",
        "matter": documents.told(documents.matter(case, timezone.localdate())),
        "text": terms.text.strip(),
        "full": terms.full,
        "followed": case.parties.filter(follow_up=True).exists(),
        "obligations": [
            {
                **vars(promise),
                "number": number,
                "due_on": promise.due_on.isoformat() if promise.due_on else "",
            }
            for number, promise in enumerate(terms.promises, start=1)
        ],
        "nonce": nacl.utils.random(16).hex(),
    }
