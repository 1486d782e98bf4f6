"""Whose certificates are believed on a day: those of the pack, of the installation, and the house's own.

Never those of the operating system, never one fetched from a network: who vouches for a signature under a
settlement is decided by people and written down with its day and source (docs/method/signatures.md).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings

from kelisim.kernel.documents.house import root_certificate
from kelisim.kernel.packs.dated import dated_values
from kelisim.kernel.packs.pack import Pack, current

if TYPE_CHECKING:
    from asn1crypto import x509

LIST = "trust/roots.yaml"


def roots(day: dt.date) -> list[x509.Certificate]:
    """The roots in force on a day; the house's own is always among them."""
    found = [read(root_certificate())]
    for pack in (current(), Pack("", settings.VAR)):  # an installation keeps its own as a pack does
        listed = (one for one in dated_values(pack, LIST) if one.holds(day))
        found += [read(pack.path(f"trust/{one.value}").read_bytes()) for one in listed]
    return found


def read(raw: bytes) -> x509.Certificate:
    """A certificate as PEM or DER."""
    from asn1crypto import pem, x509  # noqa: PLC0415 - few check a signature, everybody starts the house

    return x509.Certificate.load(pem.unarmor(raw)[2] if pem.detect(raw) else raw)
