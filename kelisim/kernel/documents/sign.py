"""A signature in a PDF: one revision a signer, appended; nothing that was there before is touched."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import io
from collections.abc import Sequence

from kelisim.kernel.documents.house import certificate_for, root_certificate


def for_signing(pdf: bytes, places: Sequence[str]) -> bytes:
    """The document with one empty, unseen place a signer, in a revision of its own; equal input, equal bytes.

    With the places there from the start, whatever is added later can be told apart from a signature.
    """
    from pyhanko.pdf_utils import generic  # noqa: PLC0415 - as below
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign import fields  # noqa: PLC0415

    class Clockless(IncrementalPdfFileWriter):
        """Would else write the minute of the writing, and no two files for signing would be alike."""

        def _update_meta(self) -> None:
            pass

    writer = Clockless(io.BytesIO(pdf))
    for place in places:
        fields.append_signature_field(writer, fields.SigFieldSpec(sig_field_name=place))
    # "Only appended to", as every signing program says; said from the start, or saying it were a change.
    form = writer.root["/AcroForm"]
    form["/SigFlags"] = generic.NumberObject(3)  # type: ignore[no-untyped-call]
    writer.update_container(form)
    # The library would write a random number here.
    number = generic.ByteStringObject(hashlib.sha256(pdf).digest()[:16])
    writer._document_id = generic.ArrayObject([number, number])
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def sign(pdf: bytes, *, seed: bytes, field: str, name: str, at: dt.datetime) -> bytes:
    """The file with one more revision: PAdES, with the signer's own Ed25519 key.

    `seed` is her key of 32 bytes, `field` the name of her place in the file; if another program used it
    up, a place with a star is made.
    """
    # Imported here: few sign in a PDF, everybody starts the house.
    from asn1crypto import keys, pem, x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign import fields, signers  # noqa: PLC0415
    from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415

    key = Ed25519PrivateKey.from_private_bytes(seed)
    own = certificate_for(key.public_key(), name, at).public_bytes(form.Encoding.DER)
    private = key.private_bytes(form.Encoding.DER, form.PrivateFormat.PKCS8, form.NoEncryption())
    _kind, _head, root = pem.unarmor(root_certificate())
    issuers = SimpleCertificateStore.from_certs([x509.Certificate.load(root)])  # type: ignore[no-untyped-call]
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(own),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=issuers,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    while field in {one.field_name for one in writer.prev.embedded_signatures}:
        field += "*"
    about = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm="sha512", subfilter=fields.SigSeedSubFilter.PADES, name=name
    )
    out = asyncio.run(signers.PdfSigner(about, signer=signer).async_sign_pdf(writer))
    return bytes(out.getvalue())
