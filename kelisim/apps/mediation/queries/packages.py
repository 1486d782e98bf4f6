"""A package of sealed applications: how it is written, how it is read, what shows that it was tampered with.

The format is told in docs/method/intake.md. Nothing here opens a form: that takes the office's key.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

import nacl.exceptions
import nacl.signing

from kelisim.apps.mediation.errors.intake import PackageTampered, PackageUnreadable
from kelisim.apps.mediation.models import Device

FORMAT = "kelisim-intake/1"
MOST_FORMS = 2000
LARGEST = 32_000_000


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a package says of itself, in clear: no name, no place of a person, no word."""

    device: str
    office: str
    number: int
    forms: tuple[str, ...]
    digest: str

    def signed_bytes(self) -> bytes:
        """What the laptop signs: one order of keys, no gaps."""
        told = {
            "format": FORMAT,
            "device": self.device,
            "office": self.office,
            "number": self.number,
            "count": len(self.forms),
            "forms": list(self.forms),
            "digest": self.digest,
        }
        return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


@dataclass(frozen=True, kw_only=True)
class Received:
    """A package whose parts fit together; whether its laptop may send is asked apart."""

    manifest: Manifest
    blobs: tuple[bytes, ...] = field(repr=False)
    signature: bytes = field(repr=False)

    def signed_by(self, device: Device) -> bool:
        """Whether exactly this manifest was signed by this laptop."""
        try:
            key = nacl.signing.VerifyKey(bytes.fromhex(device.verify_key))
            key.verify(self.manifest.signed_bytes(), self.signature)
        except (nacl.exceptions.BadSignatureError, ValueError):
            return False
        return True


def digest_of(blobs: Sequence[bytes]) -> str:
    """SHA-256 over the SHA-256 of each blob, in the order of the package."""
    return hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in blobs)).hexdigest()


def written(manifest: Manifest, blobs: Sequence[bytes], signature: bytes) -> bytes:
    """The file: the manifest as it was signed, the blobs, the signature."""
    told = {
        "manifest": json.loads(manifest.signed_bytes()),
        "blobs": [base64.b64encode(one).decode() for one in blobs],
        "signature": signature.hex(),
    }
    return (json.dumps(told, indent=1, sort_keys=True) + "\n").encode()


def read_package(raw: bytes) -> Received:
    """Reads a file. Raises PackageUnreadable for no package, PackageTampered where its parts do not fit."""
    if len(raw) > LARGEST:
        raise PackageUnreadable
    try:
        told = json.loads(raw)
        head = told["manifest"]
        blobs = tuple(base64.b64decode(one, validate=True) for one in told["blobs"])
        signature = bytes.fromhex(told["signature"])
        manifest = Manifest(
            device=str(UUID(head["device"])),
            office=str(head["office"]),
            number=int(head["number"]),
            forms=tuple(str(UUID(one)) for one in head["forms"]),
            digest=str(head["digest"]),
        )
        counted, form = int(head["count"]), head["format"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
        raise PackageUnreadable from None
    if form != FORMAT or len(blobs) > MOST_FORMS:
        raise PackageUnreadable
    if counted != len(blobs) or len(manifest.forms) != counted or manifest.number < 1:
        raise PackageTampered
    if len(set(manifest.forms)) != counted or digest_of(blobs) != manifest.digest:
        raise PackageTampered
    return Received(manifest=manifest, blobs=blobs, signature=signature)


def gaps(device: Device) -> list[int]:
    """The numbers of packages that never came: each is a lost package."""
    numbers = {one.number for one in device.packages.all()}
    return [one for one in range(1, max(numbers, default=0) + 1) if one not in numbers]


def manifest_of(device: Device, number: int, forms: Sequence[tuple[UUID, bytes]]) -> Manifest:
    """What a package of these forms says of itself."""
    return Manifest(
        device=str(device.uid),
        office=device.office_code,
        number=number,
        forms=tuple(str(uid) for uid, _box in forms),
        digest=digest_of([box for _uid, box in forms]),
    )
