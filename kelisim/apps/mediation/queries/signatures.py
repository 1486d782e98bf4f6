"""Who has signed a document: each with her own key, each exactly this version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kelisim.apps.mediation.models import Case, Item, Move
from kelisim.apps.mediation.models.sealed import BY_HAND, ItemKind, Way
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.queries.people import staff_holder
from kelisim.kernel.seal.keys import signed_by
from kelisim.kernel.seal.models import Holder

MEDIATOR = "M"
VERBS = {ItemKind.AGREEMENT: "sign_agreement", ItemKind.SETTLEMENT: "settle"}


@dataclass(frozen=True, kw_only=True)
class Signature:
    """One signature that was checked against its signer's key. `signer` is a side's letter or M."""

    signer: str
    at: datetime
    holder: int
    way: Way = Way.KEY


@dataclass(frozen=True, kw_only=True)
class Given:
    """Whose signature it is, how it was given, and the SHA-256 of the evidence, where there is any."""

    signer: str
    way: Way = Way.KEY
    evidence: str = ""


def message(case: Case, item: Item, given: Given) -> bytes:
    """What is signed: the case, the kind of document, the digest of exactly this version.

    A signature given otherwise is vouched for with a key too: who took it in signs the same words and whose
    it is, how it was given and the digest of what is kept as evidence.
    """
    words = f"kelisim|{case.number}|{item.kind}|{item.digest}"
    if given.way != Way.KEY:
        words += f"|{given.way}|{given.signer}|{given.evidence}"
    return words.encode()


def draft(case: Case, kind: ItemKind) -> Item | None:
    """The newest version of the document; earlier ones cannot be signed any more."""
    return case.items.filter(kind=kind).order_by("-id").first()


def signatures(case: Case, item: Item) -> dict[str, Signature]:
    """The valid signatures under this version by signer; a row whose signature does not hold is none."""
    rows = list(Move.objects.filter(case=case, verb=VERBS[ItemKind(item.kind)], facts__digest=item.digest))
    holders = Holder.objects.in_bulk({int(row.facts.get("holder", 0)) for row in rows})
    expected = _keys_of(case)
    found: dict[str, Signature] = {}
    for row in rows:
        holder = holders.get(int(row.facts.get("holder", 0)))
        signature = bytes.fromhex(str(row.facts.get("signature", "")))
        given = _given(row)
        # By hand: the mediator vouches with her key; else only the signer's own key counts.
        keeper = MEDIATOR if given.way in BY_HAND else given.signer
        own = holder is not None and expected.get(keeper) == holder.pk
        if holder is not None and own and signed_by(holder, message(case, item, given), signature):
            one = Signature(signer=given.signer, at=row.at, holder=holder.pk, way=given.way)
            found.setdefault(given.signer, one)
    return found


def _given(row: Move) -> Given:
    told = row.facts
    return Given(
        signer=str(told.get("signer", "")),
        way=Way(told.get("way", Way.KEY)),
        evidence=str(told.get("evidence", "")),
    )


def mediator_signs(case: Case, kind: str) -> bool:
    """Always the agreement; the settlement where the law of the day of the agreement says so."""
    if kind != ItemKind.SETTLEMENT or case.agreed_on is None:
        return True
    rule = law.rule("settlement_signed_by_mediator", case.agreed_on)
    return rule is None or rule.value is not False


def signers(case: Case, item: Item) -> list[str]:
    """Who must sign, in order: both sides; the mediator too, where the law of the day says so."""
    sides = list(case.parties.order_by("side").values_list("side", flat=True))
    return [*sides, MEDIATOR] if mediator_signs(case, item.kind) else sides


def missing(case: Case, item: Item) -> list[str]:
    """Who must sign this version and has not, in order."""
    given = signatures(case, item)
    return [one for one in signers(case, item) if one not in given]


def _keys_of(case: Case) -> dict[str, int]:
    """Whose key counts for whom: another's signature in a row that was tampered with is none."""
    keys = {party.side: party.holder_id or 0 for party in case.parties.all()}
    holder = staff_holder(case.mediator.user_id or 0) if case.mediator else None
    return keys | ({MEDIATOR: holder.pk} if holder else {})
