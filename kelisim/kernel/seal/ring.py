"""Keys in use: unlocked once, kept encrypted under the browser's cookie, forgotten after 30 idle minutes."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import nacl.exceptions
import nacl.secret
import nacl.utils
from django.utils import timezone

from kelisim.kernel.seal import keys
from kelisim.kernel.seal.models import Holder, Loan, Unlocked

IDLE = timedelta(minutes=30)
_TOUCH = timedelta(minutes=1)


@dataclass(frozen=True)
class Keyring:
    """Private seeds by holder id. It never prints itself."""

    seeds: Mapping[int, bytes] = field(default_factory=dict, repr=False)

    def __bool__(self) -> bool:
        return bool(self.seeds)

    def holders(self) -> list[int]:
        """Whose keys are open."""
        return list(self.seeds)


def opened(holder: Holder, typed: str) -> Keyring:
    """The ring one passphrase or secret opens: her own key, and for a clerk her offices'."""
    seed = keys.unlock(holder, typed)
    seeds = {holder.pk: seed}
    loans = Loan.objects.filter(clerk=holder, office__retired_at__isnull=True).select_related("office")
    for loan in loans:
        seeds[loan.office_id] = keys.borrow(loan, seed)
    return Keyring(seeds)


def remember(ring: Keyring) -> str:
    """Keeps the ring for one browser; returns what its cookie must hold, which is stored nowhere here."""
    Unlocked.objects.filter(used_at__lt=timezone.now() - IDLE).delete()
    cookie = nacl.utils.random(32)
    plain = json.dumps({str(holder): seed.hex() for holder, seed in ring.seeds.items()}).encode()
    sealed = bytes(nacl.secret.SecretBox(_derived(cookie, b"ring")).encrypt(plain))
    Unlocked.objects.create(token=_token(cookie), box=sealed, used_at=timezone.now())
    return base64.urlsafe_b64encode(cookie).decode()


def recall(cookie: str | None) -> Keyring:
    """The ring behind a cookie; empty when there is none, or it lay idle for half an hour."""
    raw = _raw(cookie)
    if raw is None:
        return Keyring()
    now = timezone.now()
    row = Unlocked.objects.filter(token=_token(raw), used_at__gte=now - IDLE).first()
    if row is None:
        return Keyring()
    try:
        plain = nacl.secret.SecretBox(_derived(raw, b"ring")).decrypt(bytes(row.box))
    except nacl.exceptions.CryptoError:
        return Keyring()
    if now - row.used_at > _TOUCH:
        Unlocked.objects.filter(pk=row.pk).update(used_at=now)
    return Keyring({int(holder): bytes.fromhex(seed) for holder, seed in json.loads(plain).items()})


def forget(cookie: str | None) -> None:
    """Locks again, now."""
    raw = _raw(cookie)
    if raw is not None:
        Unlocked.objects.filter(token=_token(raw)).delete()


def _raw(cookie: str | None) -> bytes | None:
    try:
        raw = base64.urlsafe_b64decode(cookie or "")
    except (binascii.Error, ValueError):
        return None
    return raw if len(raw) == 32 else None


def _token(cookie: bytes) -> str:
    return _derived(cookie, b"token").hex()


def _derived(cookie: bytes, purpose: bytes) -> bytes:
    return hashlib.blake2b(cookie, digest_size=32, person=purpose).digest()
