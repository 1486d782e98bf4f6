"""Certificates and signatures as people bring them from outside: good ones, and every kind of bad one."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from threading import Thread

from asn1crypto import keys, x509
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Issued:
    """A certificate with its key, and with whose issuer."""

    certificate: made.Certificate
    key: ec.EllipticCurvePrivateKey
    issuer: made.Certificate

    @property
    def pem(self) -> bytes:
        """As it lies in a folder."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def issued(
    name: str,
    at: dt.datetime,
    *,
    by: Issued | None = None,
    days: tuple[int, int] = (-30, 365),
    signs: bool = True,
) -> Issued:
    """A certificate for somebody; without `by` a root. `days`: from and until, counted from `at`."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = made.Name([made.NameAttribute(made.NameOID.COMMON_NAME, name)])
    issuer = by.certificate.subject if by else subject
    builder = made.CertificateBuilder(issuer, subject, key.public_key(), made.random_serial_number())
    builder = builder.not_valid_before(at + days[0] * DAY).not_valid_after(at + days[1] * DAY)
    builder = builder.add_extension(made.BasicConstraints(ca=by is None, path_length=None), critical=True)
    usage = made.KeyUsage(
        digital_signature=signs,
        content_commitment=signs and by is not None,
        key_encipherment=not signs,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=by is None,
        crl_sign=by is None,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = builder.add_extension(usage, critical=True).sign(
        (by or Issued(None, key, None)).key, hashes.SHA256()
    )
    return Issued(certificate, key, by.certificate if by else certificate)


def _der(certificate: made.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def signer_of(who: Issued) -> signers.SimpleSigner:
    """Her signer, as a program on her own computer has it."""
    private = who.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return signers.SimpleSigner(
        signing_cert=_der(who.certificate),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore.from_certs([_der(who.issuer)]),
    )


def signed_outside(pdf: bytes, who: Issued, field: str = "eds") -> bytes:
    """The file with her signature, made by a program of her own."""
    about = signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES)
    done: list[bytes] = []

    def run() -> None:  # a thread, because a browser's test already runs a loop in this one
        out = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), about, signer=signer_of(who))
        done.append(bytes(out.getvalue()))

    thread = Thread(target=run)
    thread.start()
    thread.join()
    return done[0]
