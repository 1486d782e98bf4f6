"""Is a signed PDF the document it was made from, and does each signature in it count? With reasons."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kelisim.kernel.documents.house import root_certificate
from kelisim.kernel.documents.trust import read

if TYPE_CHECKING:
    from asn1crypto import x509
    from pyhanko.pdf_utils.reader import PdfFileReader


class Fault(StrEnum):
    """Why a signed file is not accepted."""

    UNREADABLE = "unreadable"  # no PDF, locked, or broken
    UNSIGNED = "unsigned"
    BROKEN = "broken"  # what was signed is not what stands there
    NOT_WHOLE = "not_whole"  # a signature leaves out a part of the file as it was then
    OTHER_DOCUMENT = "other_document"
    CHANGED = "changed"  # something but signatures was added to the document
    UNKNOWN_ISSUER = "unknown_issuer"
    EXPIRED = "expired"
    NOT_FOR_SIGNING = "not_for_signing"
    UNSUPPORTED = "unsupported"  # a kind of key this house cannot check


class NotAccepted(Exception):
    """The file does not count; `fault` says why. It carries no word of the document."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.value)


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """Who signed, in the words of her certificate; `print` tells it from every other one.

    `house`: it is one of this house, made for a key on its own pages.
    """

    name: str
    issuer: str
    until: dt.date
    print: str
    house: bool = False


def check(
    pdf: bytes, *, base: bytes, roots: Sequence[x509.Certificate], at: dt.datetime
) -> tuple[Certificate, ...]:
    """The certificates of all signatures, in the order of signing. Raises NotAccepted, with the first fault.

    `base` is the document before anybody signed it. A file counts if it begins with exactly these bytes,
    nothing but signatures was added to them, and each signature is intact, valid, trusted on the moment
    `at` and covers the whole file as it was when it was made; the last one covers the whole file.
    """
    reader = _opened(pdf)
    signatures = _signatures(reader)
    statuses = [asyncio.run(_status(one, roots, at)) for one in signatures]
    for status in statuses:
        if not (status.intact and status.valid):
            raise NotAccepted(Fault.BROKEN)
    if not pdf.startswith(base):
        raise NotAccepted(Fault.OTHER_DOCUMENT)
    _only_signed(reader, base)
    _whole(statuses)
    for status in statuses:
        if not status.trusted:
            raise NotAccepted(_distrust(status, at))
    return tuple(_certificate(status) for status in statuses)


def _opened(pdf: bytes) -> PdfFileReader:
    # Imported here: few check a signature, everybody starts the house.
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415

    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        if reader.encrypted:
            raise NotAccepted(Fault.UNREADABLE)
    except (PdfError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        raise NotAccepted(Fault.UNREADABLE) from None
    return reader


def _signatures(reader: PdfFileReader) -> list[Any]:
    """In the order in which they were made. Raises NotAccepted if there is none."""
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 - as above

    try:
        found = list(reader.embedded_regular_signatures)
    except (PdfError, ValueError, KeyError, TypeError):
        raise NotAccepted(Fault.UNREADABLE) from None
    if not found:
        raise NotAccepted(Fault.UNSIGNED)
    return found


async def _status(signature: Any, roots: Sequence[x509.Certificate], at: dt.datetime) -> Any:
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - as above
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415
    from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY  # noqa: PLC0415
    from pyhanko.sign.validation import async_validate_pdf_signature  # noqa: PLC0415
    from pyhanko.sign.validation.errors import SignatureValidationError  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    context = ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=at)
    try:
        return await async_validate_pdf_signature(
            signature, signer_validation_context=context, diff_policy=DEFAULT_DIFF_POLICY
        )
    except (UnsupportedAlgorithm, NotImplementedError):
        raise NotAccepted(Fault.UNSUPPORTED) from None
    except (SignatureValidationError, PdfError, ValueError, KeyError, TypeError):
        raise NotAccepted(Fault.BROKEN) from None


def _only_signed(reader: PdfFileReader, base: bytes) -> None:
    """Since the document was shown for signing nothing but signatures came, not even before the first."""
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 - as above
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.sign.diff_analysis import (  # noqa: PLC0415
        DEFAULT_DIFF_POLICY,
        DiffResult,
        ModificationLevel,
    )

    shown = PdfFileReader(io.BytesIO(base)).xrefs.total_revisions - 1
    try:
        judged = DEFAULT_DIFF_POLICY.review_file(reader, shown)
    except (PdfError, ValueError, KeyError, TypeError):
        raise NotAccepted(Fault.CHANGED) from None
    if not isinstance(judged, DiffResult) or judged.modification_level > ModificationLevel.FORM_FILLING:
        raise NotAccepted(Fault.CHANGED)


def _whole(statuses: Sequence[Any]) -> None:
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415 - as above

    wanted = [SignatureCoverageLevel.ENTIRE_REVISION] * (len(statuses) - 1)
    for status, level in zip(statuses, [*wanted, SignatureCoverageLevel.ENTIRE_FILE], strict=True):
        if status.coverage is None or status.coverage < level:
            raise NotAccepted(Fault.NOT_WHOLE)
        if not status.docmdp_ok:
            raise NotAccepted(Fault.CHANGED)


def _distrust(status: Any, at: dt.datetime) -> Fault:
    """Why a sound signature is not trusted."""
    from pyhanko.sign.ades.report import AdESIndeterminate as Why  # noqa: PLC0415 - as above

    holds = status.signing_cert.not_valid_before <= at < status.signing_cert.not_valid_after
    if not holds:
        return Fault.EXPIRED
    if status.trust_problem_indic in {Why.CHAIN_CONSTRAINTS_FAILURE, Why.SIG_CONSTRAINTS_FAILURE}:
        return Fault.NOT_FOR_SIGNING
    return Fault.UNKNOWN_ISSUER


def _certificate(status: Any) -> Certificate:
    one, root = status.signing_cert, status.validation_path.trust_anchor.certificate
    return Certificate(
        house=root.dump() == read(root_certificate()).dump(),
        name=str(one.subject.native.get("common_name", "")),
        issuer=str(one.issuer.native.get("common_name", "")),
        until=one.not_valid_after.date(),
        print=hashlib.sha256(one.dump()).hexdigest(),
    )
