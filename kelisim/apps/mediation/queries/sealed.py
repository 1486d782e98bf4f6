"""Opening sealed items with the reader's own keys. Without a live wrap for her there is nothing to open."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max

from kelisim.apps.mediation.errors import KeyLocked
from kelisim.apps.mediation.models import Case, Item, Party, Wrap
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.kernel.access.door import Refused
from kelisim.kernel.seal import box
from kelisim.kernel.seal.models import Holder
from kelisim.kernel.seal.ring import Keyring

INTAKE, JOINT, MEDIATOR, INVITATION = "intake", "joint", "mediator", "invitation"


@dataclass(frozen=True, kw_only=True)
class Opened:
    """One item with its words; they never print by themselves."""

    item: Item
    words: Mapping[str, object] = field(repr=False)
    at: datetime

    def text(self, name: str = "text") -> str:
        """One field as text; empty if it is absent."""
        return str(self.words.get(name, ""))


def private(party: Party) -> str:
    """The compartment of the mediator and one side."""
    return f"private:{party.side}"


def label(case: Case, compartment: str, epoch: int) -> str:
    """What a wrap is bound to."""
    return f"{case.number}|{compartment}|{epoch}"


def place(case: Case, item: Item) -> box.Place:
    """What an item is bound to."""
    return box.Place(
        case=case.number,
        compartment=f"{item.compartment}/{item.epoch}",
        item=f"{item.kind}:{item.uid}",
        version=item.version,
    )


def epoch_of(case: Case, compartment: str) -> int:
    """The newest key's number; 0 if the compartment was never opened."""
    found = case.wraps.filter(compartment=compartment).aggregate(newest=Max("epoch"))["newest"]
    return int(found or 0)


def compartment_key(case: Case, compartment: str, keys: Keyring, epoch: int | None = None) -> bytes:
    """The key one of the reader's own keys opens. Raises KeyLocked if none is unlocked, else Refused."""
    if not keys:
        raise KeyLocked
    rows = case.wraps.filter(
        compartment=compartment, holder__in=keys.holders(), inner__isnull=True, status=Wrap.Status.LIVE
    ).order_by("-epoch")
    row = (rows if epoch is None else rows.filter(epoch=epoch)).first()
    if row is None:
        raise Refused
    return _unwrapped(case, row, keys)


def can_open(case: Case, compartment: str, keys: Keyring) -> bool:
    """Whether one of the unlocked keys has a live wrap."""
    return case.wraps.filter(
        compartment=compartment, holder__in=keys.holders(), inner__isnull=True, status=Wrap.Status.LIVE
    ).exists()


def reaches(case: Case, compartment: str, holder: Holder) -> bool:
    """Whether a holder opens the compartment's newest key: one who came later may lack it."""
    epoch = epoch_of(case, compartment)
    return case.wraps.filter(
        compartment=compartment, epoch=epoch, holder=holder, inner__isnull=True, status=Wrap.Status.LIVE
    ).exists()


def opened(case: Case, keys: Keyring, *, kinds: Iterable[str] = (), subject: str = "") -> list[Opened]:
    """Every item the unlocked keys open, oldest first; what they do not open is left out. Two queries.

    Files (scans, signed PDFs) are opened only where their kind is asked for: they may be large.
    """
    if not keys:
        return []
    live = case.wraps.filter(holder__in=keys.holders(), inner__isnull=True, status=Wrap.Status.LIVE)
    at_hand = {(row.compartment, row.epoch): _unwrapped(case, row, keys) for row in live}
    items = case.items.select_related("author")
    items = items.filter(kind__in=list(kinds)) if kinds else items.exclude(kind=ItemKind.DOCUMENT)
    items = items.filter(subject=subject) if subject else items
    return [
        read(case, item, at_hand[item.compartment, item.epoch])
        for item in items
        if (item.compartment, item.epoch) in at_hand
    ]


def latest(case: Case, keys: Keyring, kind: str, subject: str = "") -> Opened | None:
    """The newest version of one kind of item that the unlocked keys open."""
    found = opened(case, keys, kinds=[kind], subject=subject)
    return found[-1] if found else None


def file_of(case: Case, item: Item, keys: Keyring) -> bytes:
    """The bytes of a sealed document."""
    key = compartment_key(case, item.compartment, keys, item.epoch)
    return box.unseal(bytes(item.box), key=key, place=place(case, item))


def encoded(words: Mapping[str, object]) -> bytes:
    """Words as they are sealed: one order of keys, so equal words have equal digests."""
    return json.dumps(words, ensure_ascii=False, sort_keys=True).encode()


def read(case: Case, item: Item, key: bytes) -> Opened:
    """One item with its words."""
    plain = box.unseal(bytes(item.box), key=key, place=place(case, item))
    words = {} if item.kind == ItemKind.DOCUMENT else json.loads(plain)
    return Opened(item=item, words=words, at=item.at)


def _unwrapped(case: Case, row: Wrap, keys: Keyring) -> bytes:
    seed = keys.seeds[row.holder_id or 0]
    return box.unwrap(bytes(row.sealed), seed=seed, label=label(case, row.compartment, row.epoch))
