"""Taking in a signature given by hand or with somebody's own electronic key: looked at before it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.errors import AnswersMissing, AnswerWrong
from kelisim.apps.mediation.errors.signatures import (
    NOT_ACCEPTED,
    FileTooLarge,
    NoNewSignature,
    NoSignatureService,
    NotAScan,
    SignatureServiceSilent,
)
from kelisim.apps.mediation.models import Party
from kelisim.apps.mediation.models.sealed import ItemKind, Way
from kelisim.apps.mediation.queries import evidence, sealed, signatures
from kelisim.kernel.access.door import require
from kelisim.kernel.documents import cms
from kelisim.kernel.documents.check import Certificate, NotAccepted, check
from kelisim.kernel.documents.trust import roots
from kelisim.kernel.seal.ring import Keyring

LARGEST = 12_000_000  # a letter of some pages, scanned in colour
LONGEST_ID = 250
_PDF = b"%PDF-"
_MEDIA = {_PDF: "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
_CMS = "application/pkcs7-signature"


@dataclass(frozen=True, kw_only=True)
class Hand:
    """How a signature is given, and what is kept of it: the file, and what is told beside it.

    `whole`: the file also holds every electronic signature before. With the signer's own key (`OWN_KEY`)
    nothing is handed over; her signature goes into the PDF as well.
    """

    way: Way
    signer: str = ""
    file: bytes = field(default=b"", repr=False)
    media: str = _MEDIA[_PDF]
    told: Mapping[str, str] = field(default_factory=dict, repr=False)
    whole: bool = False


OWN_KEY = Hand(way=Way.KEY)


def on_paper(side: str, file: bytes, *, received_on: date | None) -> Hand:
    """A scan of what a side signed by hand. Raises AnswersMissing, AnswerWrong, FileTooLarge, NotAScan."""
    told = {"received_on": _day(received_on)}
    return Hand(way=Way.PAPER, signer=side, file=file, media=_scan(file), told=told)


def by_mail(side: str, file: bytes, *, message_id: str, received_on: date | None) -> Hand:
    """The same, come by e-mail: its message's own identifier is kept. Raises what `on_paper` raises."""
    known = message_id.strip()
    if "@" not in known or len(known) > LONGEST_ID or any(letter.isspace() for letter in known):
        raise AnswersMissing(fields=["message_id"])
    told = {"received_on": _day(received_on), "message_id": known}
    return Hand(way=Way.MAIL, signer=side, file=file, media=_scan(file), told=told)


def signed_file(party: Party, kind: ItemKind, file: bytes, *, keys: Keyring) -> Hand:
    """A side's own electronic signature: inside the PDF, or in a file beside it.

    Raises FileTooLarge, one of NOT_ACCEPTED, NoNewSignature, NoSignatureService, SignatureServiceSilent.
    """
    require(access.may_take_part(party, party.case))
    _fits(file)
    inside = file.startswith(_PDF)
    try:
        found = _inside(party, kind, file, keys) if inside else _beside(party, kind, file, keys)
    except NotAccepted as no:
        raise NOT_ACCEPTED[no.fault] from None
    except cms.ServiceSilent:
        raise SignatureServiceSilent from None
    return Hand(
        way=Way.PDF if inside else Way.CMS,
        signer=party.side,
        file=file,
        media=_MEDIA[_PDF] if inside else _CMS,
        told={
            "name": found.name,
            "issuer": found.issuer,
            "until": found.until.isoformat(),
            "print": found.print,
        },
        whole=inside and file.startswith(evidence.file_to_sign(party.case, kind, keys)),
    )


def _inside(party: Party, kind: ItemKind, file: bytes, keys: Keyring) -> Certificate:
    """The last signature in it that nobody gave before: hers."""
    now = timezone.now()
    blank = evidence.blank_file(party.case, kind, keys)
    found = check(file, base=blank, roots=roots(timezone.localdate(now)), at=now)
    item = signatures.draft(party.case, kind)
    opened = sealed.opened(party.case, keys, kinds=[ItemKind.EVIDENCE])
    before = evidence.evidence(opened, item).items() if item else ()
    others = {one.print for signer, one in before if signer != party.side}
    hers = [one for one in found if not one.house and one.print not in others]
    if not hers:
        raise NoNewSignature
    return hers[-1]


def _beside(party: Party, kind: ItemKind, file: bytes, keys: Keyring) -> Certificate:
    service = cms.service()
    if service is None:
        raise NoSignatureService
    return service.check(file, document=evidence.blank_file(party.case, kind, keys))


def _day(day: date | None) -> str:
    if day is None:
        raise AnswersMissing(fields=["received_on"])
    if day > timezone.localdate():
        raise AnswerWrong(field="received_on", value=day.isoformat())
    return day.isoformat()


def _scan(file: bytes) -> str:
    _fits(file)
    found = next((media for head, media in _MEDIA.items() if file.startswith(head)), "")
    if not found:
        raise NotAScan
    return found


def _fits(file: bytes) -> None:
    if len(file) > LARGEST:
        raise FileTooLarge(size=len(file) // 1_000_000 + 1, limit=LARGEST // 1_000_000)
