"""A signature under exactly one version of a document, with the signer's own key and nobody else's."""

from __future__ import annotations

from dataclasses import dataclass, field

from kelisim.apps.mediation.errors import DocumentChanged, KeyLocked, NothingToSign, WrongPassphrase
from kelisim.apps.mediation.models import Case, Item, Party
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import people, signatures
from kelisim.kernel.accounts.models import User
from kelisim.kernel.seal import keys
from kelisim.kernel.seal.errors import WrongSecret
from kelisim.kernel.seal.models import Holder
from kelisim.kernel.seal.ring import Keyring


@dataclass(frozen=True, kw_only=True)
class Pen:
    """A signer's opened key, for one signature."""

    signer: str
    holder: Holder
    seed: bytes = field(repr=False)

    def ring(self) -> Keyring:
        """Her key as a ring, to read what she signs."""
        return Keyring({self.holder.pk: self.seed})


def take_pen(by: Party | User, secret: str) -> Pen:
    """Opens the signer's key anew, because signing asks for it every time. Slow: before any transaction.

    Raises KeyLocked if she has none, WrongPassphrase.
    """
    holder = by.holder if isinstance(by, Party) else people.staff_holder(by.pk)
    if holder is None:
        raise KeyLocked
    try:
        seed = keys.unlock(holder, secret)
    except WrongSecret:
        raise WrongPassphrase from None
    signer = by.side if isinstance(by, Party) else signatures.MEDIATOR
    return Pen(signer=signer, holder=holder, seed=seed)


def shown(case: Case, kind: ItemKind, digest: str) -> Item:
    """The version the signer read. Raises NothingToSign, DocumentChanged."""
    item = signatures.draft(case, kind)
    if item is None:
        raise NothingToSign
    if item.digest != digest:
        raise DocumentChanged
    return item


def sign_item(case: Case, item: Item, pen: Pen) -> dict[str, str | int]:
    """The facts of a signature for the move's row."""
    signature = keys.sign(pen.seed, signatures.message(case, item))
    return {
        "signer": pen.signer,
        "holder": pen.holder.pk,
        "item": str(item.uid),
        "version": item.version,
        "digest": item.digest,
        "signature": signature.hex(),
    }
