"""A child at risk, the one exception to secrecy: the mediator writes and sends the minimal facts."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.open_compartment import open_compartment
from kelisim.apps.mediation.actions.seal_item import Sheet, seal_item
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswersMissing, KeyLocked, TextTooLong
from kelisim.apps.mediation.models import Case, Item
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import people, sealed
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.seal.ring import Keyring

LONGEST = 2000


def child_risk(case: Case, *, facts: str, once: str, by: User, keys: Keyring) -> Item:
    """Seals the notice among her own notes and records, without wording, that it was sent."""
    require(access.may_lead(by, case))
    if not facts.strip():
        raise AnswersMissing(fields=["facts"])
    if len(facts) > LONGEST:
        raise TextTooLong(field="facts", length=len(facts), limit=LONGEST)
    with transaction.atomic():
        case = locked(case)
        require_move(case, "child_risk")
        own = people.staff_holder(by.pk)
        if own is None or own.pk not in keys.seeds:
            raise KeyLocked
        if sealed.can_open(case, sealed.MEDIATOR, keys):
            key = sealed.compartment_key(case, sealed.MEDIATOR, keys)
        else:
            key = open_compartment(case, sealed.MEDIATOR, holders=[own])
        if sent := case.items.filter(once=once).first():
            return sent
        sheet = Sheet(kind=ItemKind.LETTER, words={"text": facts}, subject="child_risk", once=once)
        item = seal_item(case, sealed.MEDIATOR, key, sheet)
        take_step(case, Step(verb="child_risk", by=by, facts={"item": str(item.uid)}))
    return item
