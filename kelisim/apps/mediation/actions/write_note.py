"""A sealed note: joint, between the mediator and one side, or the mediator's own."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.access import Thing
from kelisim.apps.mediation.actions.open_compartment import open_compartment
from kelisim.apps.mediation.actions.seal_item import Sheet, seal_item
from kelisim.apps.mediation.actions.take_step import locked
from kelisim.apps.mediation.errors import AnswersMissing, BeforeAgreement, KeyLocked, TextTooLong
from kelisim.apps.mediation.models import Case, Item, Party
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import people, sealed
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.seal.models import Holder
from kelisim.kernel.seal.ring import Keyring

LONGEST = 8000
THINGS = {"joint": Thing.JOINT, "private": Thing.PRIVATE, "mediator": Thing.MEDIATOR_NOTES}


@dataclass(frozen=True, kw_only=True)
class Note:
    """`room` is joint, private or mediator; a private note names its side."""

    room: str
    text: str = field(repr=False)
    side: Party | None = None


def write_note(case: Case, *, note: Note, once: str, by: User | Party, keys: Keyring) -> Item:
    """Seals a note; the same `once` twice is one. Raises BeforeAgreement, AnswersMissing, TextTooLong."""
    owner = by if isinstance(by, Party) and note.room == "private" else note.side
    require(note.room in THINGS and access.may_note(by, case, THINGS[note.room], owner=owner))
    if not note.text.strip() or (note.room == "private" and owner is None):
        raise AnswersMissing(fields=["text"])
    if len(note.text) > LONGEST:
        raise TextTooLong(field="text", length=len(note.text), limit=LONGEST)
    with transaction.atomic():
        case = locked(case)
        if case.agreed_on is None:
            raise BeforeAgreement
        sent = case.items.filter(once=once).first()
        if sent is not None:
            return sent
        compartment = sealed.private(owner) if note.room == "private" and owner else note.room
        key = _key(case, compartment, owner, keys)
        author = by if isinstance(by, Party) else None
        sheet = Sheet(kind=ItemKind.NOTE, words={"text": note.text}, author=author, once=once)
        item = seal_item(case, compartment, key, sheet)
        record(
            "mediation.note",
            case,
            by=by if isinstance(by, User) else None,
            compartment=note.room,
            item=item.pk,
        )
    return item


def _key(case: Case, compartment: str, owner: Party | None, keys: Keyring) -> bytes:
    """The compartment's key; a private or the mediator's own opens anew with the first note to a mediator."""
    mediator = people.staff_holder(case.mediator.user_id or 0) if case.mediator else None
    reached = mediator is not None and sealed.reaches(case, compartment, mediator)
    if compartment == sealed.JOINT or (reached and sealed.can_open(case, compartment, keys)):
        return sealed.compartment_key(case, compartment, keys)
    if mediator is None or not keys:
        raise KeyLocked
    holders: list[Holder] = [mediator]
    if owner is not None and compartment != sealed.MEDIATOR:
        if owner.holder is None:
            raise KeyLocked
        holders.append(owner.holder)
    return open_compartment(case, compartment, holders=holders)
