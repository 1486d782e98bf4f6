"""Why a signature that was not given on the page does not count. Each says what to do next."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.errors import MediationError
from kelisim.kernel.documents.check import Fault


class FileTooLarge(MediationError):
    """More than is taken in."""

    text = _(
        "The file has %(size)s MB; %(limit)s MB fit. Scan it in grey or with fewer points, and try again."
    )


class NotAScan(MediationError):
    """Neither a picture nor a PDF."""

    text = _("This is no scan we can keep. Choose a PDF, a JPEG or a PNG.")


class SignatureNotAccepted(MediationError):
    """A signed file that does not count. Nothing was recorded."""


class FileUnreadable(SignatureNotAccepted):
    """No PDF, a locked or a broken one."""

    text = _("Not accepted: the file cannot be read. Sign the PDF from this page without a password on it.")


class FileUnsigned(SignatureNotAccepted):
    """There is no signature in it."""

    text = _("Not accepted: there is no electronic signature in this file. Sign it, then choose it again.")


class SignatureBroken(SignatureNotAccepted):
    """What stands there is not what was signed."""

    text = _(
        "Not accepted: the document was changed after it was signed. "
        "Download it from this page again, sign it and send it as it is."
    )


class SignatureNotWhole(SignatureNotAccepted):
    """A part of the file lies outside the signature."""

    text = _(
        "Not accepted: the signature does not cover the whole file. "
        "Choose the file as your signing program saved it."
    )


class OtherDocument(SignatureNotAccepted):
    """Signed well, but not this version."""

    text = _(
        "Not accepted: this is not the version shown here, or your program wrote the file anew. "
        "Download it from this page and sign exactly that file."
    )


class DocumentAddedTo(SignatureNotAccepted):
    """A page, words or a note came in beside the signatures."""

    text = _(
        "Not accepted: something besides signatures was added to the document. "
        "Download it from this page again and only sign it."
    )


class IssuerUnknown(SignatureNotAccepted):
    """Nobody here vouches for who issued the certificate."""

    text = _(
        "Not accepted: this house does not know who issued the certificate. "
        "Sign with your secret on this page or by hand, or ask the office which certificates it knows."
    )


class CertificateExpired(SignatureNotAccepted):
    """Today lies outside its days."""

    text = _(
        "Not accepted: the certificate is not valid today. "
        "Renew it, or sign with your secret on this page or by hand."
    )


class CertificateNotForSigning(SignatureNotAccepted):
    """Made for another purpose."""

    text = _("Not accepted: this certificate is not made for signing documents. Choose your signing key.")


class SignatureUnsupported(SignatureNotAccepted):
    """A kind of key nobody here can check."""

    text = _(
        "Not accepted: this kind of signature cannot be checked here. "
        "Sign with your secret on this page or by hand."
    )


class NoNewSignature(SignatureNotAccepted):
    """Only others' signatures are in it."""

    text = _("Not accepted: the file holds only signatures of others. Add yours, then choose it again.")


class NoSignatureService(SignatureNotAccepted):
    """A file beside the PDF, where nobody can check one."""

    text = _("Not accepted: only a signed PDF can be checked here. Choose the PDF with your signature in it.")


class SignatureServiceSilent(MediationError):
    """The checker beside this house does not answer."""

    text = _(
        "The service that checks this signature does not answer now. Nothing was recorded, nothing is lost. "
        "Try again later, or sign with your secret on this page or by hand."
    )


NOT_ACCEPTED: dict[Fault, type[SignatureNotAccepted]] = {
    Fault.UNREADABLE: FileUnreadable,
    Fault.UNSIGNED: FileUnsigned,
    Fault.BROKEN: SignatureBroken,
    Fault.NOT_WHOLE: SignatureNotWhole,
    Fault.OTHER_DOCUMENT: OtherDocument,
    Fault.CHANGED: DocumentAddedTo,
    Fault.UNKNOWN_ISSUER: IssuerUnknown,
    Fault.EXPIRED: CertificateExpired,
    Fault.NOT_FOR_SIGNING: CertificateNotForSigning,
    Fault.UNSUPPORTED: SignatureUnsupported,
}
