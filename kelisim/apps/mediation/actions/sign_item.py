"""A signature under exactly one version of a document: with her own key, or taken in with evidence."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from django.utils import timezone

from kelisim.apps.mediation.actions.seal_item import Sheet, seal_item
from kelisim.apps.mediation.actions.take_in import Hand
from kelisim.apps.mediation.errors import DocumentChanged, KeyLocked, NothingToSign, WrongPassphrase
from kelisim.apps.mediation.models import Case, Item, Party
from kelisim.apps.mediation.models.sealed import BY_HAND, ItemKind, Way
from kelisim.apps.mediation.queries import evidence, people, sealed, signatures
from kelisim.apps.mediation.queries.signatures import MEDIATOR, Given
from kelisim.kernel.access.door import Refused
from kelisim.kernel.accounts.models import User
from kelisim.kernel.documents.sign import sign
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
    signer = by.side if isinstance(by, Party) else MEDIATOR
    return Pen(signer=signer, holder=holder, seed=seed)


def shown(case: Case, kind: ItemKind, digest: str) -> Item:
    """The version the signer read. Raises NothingToSign, DocumentChanged."""
    item = signatures.draft(case, kind)
    if item is None:
        raise NothingToSign
    if item.digest != digest:
        raise DocumentChanged
    return item


def signer_of(case: Case, pen: Pen, hand: Hand | None) -> str:
    """Whose signature it is: the mediator takes in what a side signed by hand; else everybody her own.

    Raises Refused.
    """
    if hand is None or hand.way == Way.KEY:
        return pen.signer
    if hand.way not in BY_HAND:
        allowed = hand.signer == pen.signer
    else:
        allowed = pen.signer == MEDIATOR and case.parties.filter(side=hand.signer).exists()
    if not allowed:
        raise Refused
    return hand.signer


def sign_item(case: Case, item: Item, pen: Pen, hand: Hand | None) -> dict[str, str | int]:
    """The facts of a signature for the move's row; what is to be kept of it is sealed."""
    given = Given(signer=signer_of(case, pen, hand))
    if hand is not None:
        kept = _into_pdf(case, item, pen) if hand.way == Way.KEY else hand
        given = replace(given, way=kept.way, evidence=_keep(case, item, pen, kept))
    facts: dict[str, str | int] = {
        "signer": given.signer,
        "holder": pen.holder.pk,
        "item": str(item.uid),
        "version": item.version,
        "digest": item.digest,
        "signature": keys.sign(pen.seed, signatures.message(case, item, given)).hex(),
    }
    if hand is not None:
        facts |= {"way": given.way.value, "evidence": given.evidence}
    return facts


def _into_pdf(case: Case, item: Item, pen: Pen) -> Hand:
    """The file with her signature as one more revision."""
    file = sign(
        evidence.file_to_sign(case, ItemKind(item.kind), pen.ring()),
        seed=pen.seed,
        field=pen.signer,
        name=_name(case, pen.signer),
        at=timezone.now(),
    )
    return Hand(way=Way.KEY, signer=pen.signer, file=file, whole=True)


def _keep(case: Case, item: Item, pen: Pen, hand: Hand) -> str:
    """Seals the file and what is told beside it where both sides and the mediator read; gives its SHA-256."""
    key = sealed.compartment_key(case, sealed.JOINT, pen.ring())
    digest = hashlib.sha256(hand.file).hexdigest()
    once = f"{item.digest[: evidence.OWN_LETTERS]}:{hand.way}:{hand.signer}:{digest[:16]}"
    subject = evidence.ALL_SIGNED if hand.whole else hand.way.value
    kind = ItemKind.DOCUMENT
    file = Sheet(kind=kind, file=hand.file, subject=subject, once=f"{once}:file", signed=True)
    words = {
        **hand.told,
        "digest": item.digest,
        "signer": hand.signer,
        "way": hand.way.value,
        "file": str(seal_item(case, sealed.JOINT, key, file).uid),
        "media": hand.media,
        "sha256": digest,
        "taken_by": _name(case, MEDIATOR) if hand.way in BY_HAND else "",
    }
    told = Sheet(kind=ItemKind.EVIDENCE, words=words, subject=item.kind, once=f"{once}:told")
    seal_item(case, sealed.JOINT, key, told)
    return digest


def _name(case: Case, signer: str) -> str:
    if signer == MEDIATOR:
        return case.mediator.tenure.person.name if case.mediator else ""
    return people.identity(case.parties.get(side=signer)).name
