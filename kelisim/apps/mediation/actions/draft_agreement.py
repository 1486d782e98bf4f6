"""The mediator writes the agreement to mediate; each new version asks for every signature anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import nacl.utils
from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.open_compartment import open_compartment
from kelisim.apps.mediation.actions.seal_item import Sheet, seal_item
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import KeyLocked, OfficeCannotReceive, WindowOpen
from kelisim.apps.mediation.models import Case, Item
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import documents, law, people, sealed
from kelisim.apps.mediation.queries.offers import live_offer, window_over
from kelisim.apps.mediation.queries.receiving import receiver
from kelisim.apps.mediation.queries.signatures import draft
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal.models import Holder
from kelisim.kernel.seal.ring import Keyring


def draft_agreement(
    case: Case, *, terms: Mapping[str, str], by: User, keys: Keyring, due_on: date | None = None
) -> Item:
    """Seals a version for the sides to read. `terms`: condition code to text; `due_on` only where the term
    is set by whoever referred the matter. Raises WindowOpen while a side may still object, KeyLocked.
    """
    require(access.may_lead(by, case))
    with transaction.atomic():
        case = locked(case)
        require_move(case, "draft_agreement")
        if not window_over(case):
            offer = live_offer(case)
            ends = offer.window_ends_on if offer else None
            raise WindowOpen(day=ends.isoformat() if ends else "")
        words = _words(case, terms, due_on)
        before = draft(case, ItemKind.AGREEMENT)
        key = joint_key(case, by, keys)
        item = seal_item(
            case,
            sealed.JOINT,
            key,
            Sheet(kind=ItemKind.AGREEMENT, words=words, subject="agreement", follows=before, signed=True),
        )
        take_step(case, Step(verb="draft_agreement", by=by, facts={"version": item.version}))
        for party in case.parties.filter(joined_at__isnull=False):
            later("mediation.mail", party.pk, "to_sign", once=f"mail-sign:{item.digest[:16]}:{party.side}")
    return item


def joint_key(case: Case, by: User, keys: Keyring) -> bytes:
    """The key of joint items; a new one for a mediator who has none: what was said before stays closed."""
    own = people.staff_holder(by.pk)
    if own is None or own.pk not in keys.seeds:
        raise KeyLocked
    if sealed.can_open(case, sealed.JOINT, keys):
        return sealed.compartment_key(case, sealed.JOINT, keys)
    ready = receiver(case.office) if case.office else None
    if ready is None:
        raise OfficeCannotReceive
    sides = Holder.objects.filter(pk__in=case.parties.exclude(holder=None).values("holder"))
    return open_compartment(case, sealed.JOINT, holders=[own, *sides], officers=ready.officers)


def _words(case: Case, terms: Mapping[str, str], due_on: date | None) -> dict[str, object]:
    today = timezone.localdate()
    head = documents.matter(case, today)
    conditions = law.conditions("agreement", today)
    return {
        "document": "agreement",
        "matter": documents.told(head),
        "terms": {code: terms.get(code, "").strip() for code in law.condition_codes("agreement", today)},
        "conditions": [
            [(one.text or {}).get(case.language, one.key), terms.get(one.key.partition(".")[2], "").strip()]
            for one in conditions
        ],
        "due_on": due_on.isoformat() if due_on and law.term_is_typed(case) else "",
        # Without it the digest, which is kept in clear, could be guessed by whoever knows the terms.
        "nonce": nacl.utils.random(16).hex(),
    }
