"""The mediator shows one joint note to one person who was called in: a copy under that person's own key."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.open_compartment import open_compartment
from kelisim.apps.mediation.actions.seal_item import Sheet, seal_item
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import KeyLocked
from kelisim.apps.mediation.errors.participants import OnlyJoint, SecrecyNotSigned
from kelisim.apps.mediation.models import Case, Item, Participant
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import people, sealed
from kelisim.apps.mediation.queries.participants import compartment, has_signed
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal.ring import Keyring
from kelisim.kernel.texts.code import Code


def show_item(participant: Participant, item: Item, *, by: User, keys: Keyring) -> Item:
    """The copy; showing the same note to the same person twice is once.

    Raises OnlyJoint, SecrecyNotSigned, KeyLocked. What becomes joint later is not shown by itself.
    """
    require(access.may_lead(by, participant.case) and item.case_id == participant.case_id)
    if item.compartment != sealed.JOINT or item.kind != ItemKind.NOTE:
        raise OnlyJoint
    with transaction.atomic():
        case = locked(participant.case)
        participant = case.participants.select_related("holder").get(pk=participant.pk)
        participant.case = case
        if not access.may_show(by, participant) or not has_signed(participant):
            raise SecrecyNotSigned
        once = f"shown:{participant.pk}:{item.pk}"
        shown = case.items.filter(once=once).first()
        if shown is not None:
            return shown
        require_move(case, "show_item")
        opened = sealed.read(case, item, sealed.compartment_key(case, sealed.JOINT, keys, item.epoch))
        author = item.author.side if item.author else "M"
        words = {"text": opened.text(), "author": author, "written_at": item.at.isoformat()}
        key = _key(case, participant, keys)
        copy = seal_item(
            case, compartment(participant), key, Sheet(kind=ItemKind.NOTE, words=words, once=once)
        )
        facts: dict[str, Code] = {"participant": participant.pk, "item": str(item.uid), "to": str(copy.uid)}
        take_step(case, Step(verb="show_item", by=by, facts=facts))
        later("mediation.mail_called", participant.pk, "shown", once=f"shown:{copy.pk}")
    return copy


def _key(case: Case, participant: Participant, keys: Keyring) -> bytes:
    """Her compartment's key; it opens with the first thing shown, for her and for the mediator to write."""
    room = compartment(participant)
    if sealed.can_open(case, room, keys):
        return sealed.compartment_key(case, room, keys)
    mediator = people.staff_holder(case.mediator.user_id or 0) if case.mediator else None
    if mediator is None or participant.holder is None:
        raise KeyLocked
    return open_compartment(case, room, holders=[participant.holder, mediator])
