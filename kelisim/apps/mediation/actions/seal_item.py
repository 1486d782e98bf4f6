"""Puts words or a file into a compartment: sealed, bound to its place, versioned."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from kelisim.apps.mediation.models import Case, Item, Party
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import sealed
from kelisim.kernel.seal import box


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What is to be sealed: its kind, which document it is, whose it is, and the key of its sending."""

    kind: ItemKind
    words: Mapping[str, object] | None = None
    file: bytes = b""
    subject: str = ""
    author: Party | None = None
    once: str | None = None
    follows: Item | None = None  # the version before
    signed: bool = False  # a digest is kept, because it will be signed


def seal_item(case: Case, compartment: str, key: bytes, sheet: Sheet) -> Item:
    """The sealed item, saved. The same `once` in one case is the same item."""
    if sheet.once:
        sent = case.items.filter(once=sheet.once).first()
        if sent is not None:
            return sent
    plain = sheet.file if sheet.words is None else sealed.encoded(sheet.words)
    item = Item(
        case=case,
        compartment=compartment,
        epoch=max(sealed.epoch_of(case, compartment), 1),
        kind=sheet.kind,
        subject=sheet.subject,
        author=sheet.author,
        once=sheet.once or None,
        digest=hashlib.sha256(plain).hexdigest() if sheet.signed else "",
    )
    if sheet.follows is not None:
        item.uid, item.version = sheet.follows.uid, sheet.follows.version + 1
    item.box = box.seal(plain, key=key, place=sealed.place(case, item))
    item.save()
    return item
