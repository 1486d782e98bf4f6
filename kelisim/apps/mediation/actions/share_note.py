"""A side lets a private note become joint: her consent to exactly this version."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.access import Thing
from kelisim.apps.mediation.actions.seal_item import Sheet, seal_item
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.models import Item, Party
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import sealed
from kelisim.kernel.access.door import Refused, require
from kelisim.kernel.seal.ring import Keyring
from kelisim.kernel.texts.code import Code


def share_note(item: Item, *, by: Party, keys: Keyring) -> Item:
    """Seals a copy as joint; twice is once. The consent is a move: who, which version, when."""
    case = item.case
    require(item.compartment == sealed.private(by) and access.may_note(by, case, Thing.PRIVATE, owner=by))
    with transaction.atomic():
        case = locked(case)
        once = f"shared:{item.uid}:{item.version}"
        shared = case.items.filter(once=once).first()
        if shared is not None:
            return shared
        require_move(case, "share_note")
        found = [one for one in sealed.opened(case, keys) if one.item.pk == item.pk]
        if not found:
            raise Refused
        key = sealed.compartment_key(case, sealed.JOINT, keys)
        words = {"text": found[0].text(), "shared_by": by.side}
        copy = seal_item(
            case, sealed.JOINT, key, Sheet(kind=ItemKind.NOTE, words=words, author=by, once=once)
        )
        facts: dict[str, Code] = {"item": str(item.uid), "version": item.version, "to": str(copy.uid)}
        take_step(case, Step(verb="share_note", by=by, facts=facts))
    return copy
