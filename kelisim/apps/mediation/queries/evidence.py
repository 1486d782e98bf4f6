"""The file everybody signs, and what is kept of a signature that was not only a key on the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kelisim.apps.mediation.models import Case, Item
from kelisim.apps.mediation.models.sealed import ItemKind, Way
from kelisim.apps.mediation.queries import sealed, signatures
from kelisim.apps.mediation.queries.documents import signed_sheet
from kelisim.kernel.documents.sign import for_signing
from kelisim.kernel.documents.typeset import typeset
from kelisim.kernel.seal.ring import Keyring

# The subject of the file that holds every electronic signature so far; the next signer signs this one.
ALL_SIGNED = "signed"
OWN_LETTERS = 24  # of a version's digest: enough to tell the versions of one case apart


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """How one signature was given; `file` is the id of what is kept, `name` stands on the certificate."""

    signer: str
    way: Way
    file: str
    media: str
    sha256: str
    received_on: str = ""
    message_id: str = field(default="", repr=False)
    taken_by: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    issuer: str = field(default="", repr=False)
    until: str = ""
    print: str = ""


def evidence(opened: Iterable[sealed.Opened], item: Item) -> dict[str, Evidence]:
    """By signer, of exactly this version; `opened` are items the reader's keys open."""
    mine = [one for one in opened if one.item.kind == ItemKind.EVIDENCE]
    told = [one.words for one in mine if one.text("digest") == item.digest]
    return {str(words["signer"]): _evidence(words) for words in told}


def _evidence(words: Mapping[str, object]) -> Evidence:
    names = set(Evidence.__dataclass_fields__) - {"way"}
    known = {name: str(words[name]) for name in names if name in words}
    return Evidence(way=Way(str(words["way"])), **known)


def blank_file(case: Case, kind: ItemKind, keys: Keyring) -> bytes:
    """The newest version as shown for signing: equal bytes for everybody. Raises Refused, KeyLocked."""
    item = signatures.draft(case, kind)
    places = signatures.signers(case, item) if item else []
    return for_signing(typeset(signed_sheet(case, kind, keys, blank=True)), places)


def file_to_sign(case: Case, kind: ItemKind, keys: Keyring) -> bytes:
    """With the electronic signatures so far, or blank while there is none."""
    newest = newest_file(case, kind)
    return sealed.file_of(case, newest, keys) if newest else blank_file(case, kind, keys)


def newest_file(case: Case, kind: ItemKind) -> Item | None:
    """The file that holds every electronic signature under the newest version."""
    item = signatures.draft(case, kind)
    if item is None:
        return None
    own = f"{item.digest[:OWN_LETTERS]}:"
    files = case.items.filter(kind=ItemKind.DOCUMENT, subject=ALL_SIGNED, once__startswith=own)
    return files.order_by("-id").first()


def kept_file(case: Case, uid: str, keys: Keyring) -> tuple[bytes, str] | None:
    """A kept file and what it is, for whoever's keys open it; None where nothing of hers has this id."""
    told = sealed.opened(case, keys, kinds=[ItemKind.EVIDENCE])
    media = next((one.text("media") for one in told if one.text("file") == uid), "")
    item = case.items.filter(kind=ItemKind.DOCUMENT, uid=uid).first()
    return (sealed.file_of(case, item, keys), media) if item and media else None
