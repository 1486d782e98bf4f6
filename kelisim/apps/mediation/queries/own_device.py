"""On the laptop: the key it signs with, and the office it takes applications for."""

from __future__ import annotations

import os
from pathlib import Path

import nacl.signing
from django.conf import settings

from kelisim.apps.mediation.errors.intake import NotEnrolled
from kelisim.apps.mediation.models import Device, SealedForm


def signing_key() -> nacl.signing.SigningKey:
    """The laptop's own key, in a file that only its owner reads; made when first asked for."""
    path = Path(settings.VAR) / "keys" / "intake"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".intake-{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(nacl.signing.SigningKey.generate().encode().hex())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    return nacl.signing.SigningKey(bytes.fromhex(path.read_text().strip()))


def public_key() -> str:
    """What is told to the office, to be enrolled: it verifies signatures and opens nothing."""
    return signing_key().verify_key.encode().hex()


def own_device() -> Device:
    """The office's trust in this laptop. Raises NotEnrolled."""
    found = Device.objects.filter(verify_key=public_key()).first()
    if found is None:
        raise NotEnrolled
    return found


def waiting() -> int:
    """How many applications lie on the laptop that no package holds yet."""
    return SealedForm.objects.filter(package=None).count()
