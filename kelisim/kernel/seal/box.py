"""Sealing: one key a compartment, one box an item, one wrap a holder, three nested wraps in escrow.

XChaCha20-Poly1305 binds every item to its case, compartment, item and version, so that whoever can
write the database still cannot move a text to another place. See docs/method/seal.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import nacl.bindings
import nacl.exceptions
import nacl.public
import nacl.secret
import nacl.signing
import nacl.utils

from kelisim.kernel.seal.errors import Tampered

KEY_BYTES = 32
# A length finer than these steps never shows; above the last, whole multiples of it.
SIZE_CLASSES = (256, 1024, 4096, 16384, 65536, 262144, 1048576)
_TAG_BYTES = 16


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an item belongs; part of what the seal proves."""

    case: str
    compartment: str
    item: str
    version: int

    def associated(self) -> bytes:
        """The associated data, unambiguous because no part contains the bar."""
        return f"{self.case}|{self.compartment}|{self.item}|{self.version}".encode()


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One of the three escrow wraps: the outer officer opens first, the inner one second."""

    outer: int
    inner: int
    sealed: bytes


def new_key() -> bytes:
    """A fresh compartment key."""
    return nacl.utils.random(KEY_BYTES)


def size_class(length: int) -> int:
    """The padded length in bytes of a text of `length` bytes: always longer, so padding has a mark."""
    for size in SIZE_CLASSES:
        if length < size:
            return size
    step = SIZE_CLASSES[-1]
    return (length // step + 1) * step


def seal(content: bytes, *, key: bytes, place: Place) -> bytes:
    """Content padded to its size class and locked to its place."""
    padded = nacl.bindings.sodium_pad(content, size_class(len(content)))
    return bytes(nacl.secret.Aead(key).encrypt(padded, place.associated()))


def unseal(box: bytes, *, key: bytes, place: Place) -> bytes:
    """The content; raises Tampered if box, key or place is not the one it was sealed with."""
    try:
        padded = nacl.secret.Aead(key).decrypt(bytes(box), place.associated())
    except (nacl.exceptions.CryptoError, ValueError):
        raise Tampered from None
    return nacl.bindings.sodium_unpad(padded, size_class(len(padded) - 1))


def _tag(label: str) -> bytes:
    return hashlib.blake2b(label.encode(), digest_size=_TAG_BYTES, person=b"kelisim-wrap").digest()


def wrap(key: bytes, *, public_key: bytes, label: str) -> bytes:
    """A compartment key sealed to one holder; `label` says which compartment, so wraps cannot be swapped."""
    box = nacl.public.SealedBox(nacl.public.PublicKey(bytes(public_key)))
    return box.encrypt(key + _tag(label))


def unwrap(sealed: bytes, *, seed: bytes, label: str) -> bytes:
    """The compartment key; raises Tampered for another holder's or another compartment's wrap."""
    opened = _open(sealed, seed)
    key, tag = opened[:KEY_BYTES], opened[KEY_BYTES:]
    if tag != _tag(label):
        raise Tampered
    return key


def escrow(key: bytes, *, officers: Sequence[tuple[int, bytes]], label: str) -> tuple[Pair, Pair, Pair]:
    """The key under each pair of three officers (holder id, public key): any two open it, none alone."""
    (one, one_key), (two, two_key), (three, three_key) = officers
    pairs = (((one, one_key), (two, two_key)), ((one, one_key), (three, three_key)))
    last = ((two, two_key), (three, three_key))

    def nested(pair: tuple[tuple[int, bytes], tuple[int, bytes]]) -> Pair:
        (outer, outer_key), (inner, inner_key) = pair
        inside = wrap(key, public_key=inner_key, label=label)
        outside = nacl.public.SealedBox(nacl.public.PublicKey(bytes(outer_key))).encrypt(inside)
        return Pair(outer=outer, inner=inner, sealed=outside)

    return nested(pairs[0]), nested(pairs[1]), nested(last)


def half_open(sealed: bytes, *, seed: bytes) -> bytes:
    """The first officer's turn: what she gets is still sealed to the second."""
    return _open(sealed, seed)


def rewrap(sealed: bytes, *, seed: bytes, label: str, public_key: bytes) -> bytes:
    """A wrap for a new holder made from a wrap one can open; the content is never touched."""
    return wrap(unwrap(sealed, seed=seed, label=label), public_key=public_key, label=label)


def _open(sealed: bytes, seed: bytes) -> bytes:
    private = nacl.signing.SigningKey(seed).to_curve25519_private_key()
    try:
        return nacl.public.SealedBox(private).decrypt(bytes(sealed))
    except (nacl.exceptions.CryptoError, ValueError, TypeError):
        raise Tampered from None
