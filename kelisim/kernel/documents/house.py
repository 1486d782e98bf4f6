"""The root of this installation: it says whose a signer's own key is, to whoever reads the PDF elsewhere."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

# Fixed days, so that the same service key gives the same certificate on every machine of an installation.
_SINCE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_UNTIL = dt.datetime(2076, 1, 1, tzinfo=dt.UTC)


def root_certificate() -> bytes:
    """The installation's own root as PEM, for whoever checks a document outside this house."""
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415 - as in sign.py

    return _root().public_bytes(Encoding.PEM)


def certificate_for(key: Ed25519PublicKey, name: str, at: dt.datetime) -> x509.Certificate:
    """A certificate that this key is the one with which `name` signs here; made for one signature."""
    from cryptography import x509  # noqa: PLC0415 - as in sign.py

    made = _begun(_named(name), key, x509.random_serial_number(), at - dt.timedelta(minutes=5))
    made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    made = made.add_extension(_usage(signs=True), critical=True)
    signed: x509.Certificate = made.sign(_root_key(), None)
    return signed


def _root() -> x509.Certificate:
    from cryptography import x509  # noqa: PLC0415 - as in sign.py

    key = _root_key()
    made = _begun(_house(), key.public_key(), 1, _SINCE)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    signed: x509.Certificate = made.add_extension(_usage(signs=False), critical=True).sign(key, None)
    return signed


def _root_key() -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

    seed = hashlib.blake2b(settings.SERVICE_KEY.encode(), digest_size=32, person=b"document root").digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def _house() -> x509.Name:
    return _named(f"{settings.SITE_NAME} {urlsplit(settings.ORIGIN).hostname}")


def _named(name: str) -> x509.Name:
    from cryptography import x509  # noqa: PLC0415 - as in sign.py

    common = name.strip()[:64] or "-"  # a certificate takes 64 letters
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common)])


def _begun(
    name: x509.Name, key: Ed25519PublicKey, number: int, since: dt.datetime
) -> x509.CertificateBuilder:
    from cryptography import x509  # noqa: PLC0415 - as in sign.py

    made = x509.CertificateBuilder(issuer_name=_house(), subject_name=name, public_key=key)
    made = made.serial_number(number).not_valid_before(since).not_valid_after(_UNTIL)
    return made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _usage(*, signs: bool) -> x509.KeyUsage:
    from cryptography import x509  # noqa: PLC0415 - as in sign.py

    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_cert_sign=not signs,
        crl_sign=not signs,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
