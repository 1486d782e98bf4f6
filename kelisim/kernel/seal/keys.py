"""Key pairs and what locks them: a passphrase, a party's secret, a printed recovery code."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass

import nacl.exceptions
import nacl.pwhash.argon2id as argon
import nacl.secret
import nacl.signing
import nacl.utils
from django.conf import settings

from kelisim.kernel.accounts.models import User
from kelisim.kernel.seal import box
from kelisim.kernel.seal.errors import WrongSecret
from kelisim.kernel.seal.models import Holder, Loan

# Crockford's alphabet: no I, L, O, U, so nothing is misread over the telephone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_LETTERS = 20  # 100 bits
RECOVERY_LETTERS = 25  # 125 bits
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None, "\u00a0": None})


@dataclass(frozen=True, kw_only=True)
class Hardness:
    """What one try at a passphrase costs; stored with each holder, so old keys keep theirs."""

    memory_kib: int
    passes: int


@dataclass(frozen=True, kw_only=True)
class Made:
    """A new holder, and the recovery code that is shown once."""

    holder: Holder
    recovery_code: str


def staff_hardness() -> Hardness:
    """For a passphrase a person chooses."""
    memory_kib, passes = settings.SEAL_STAFF
    return Hardness(memory_kib=memory_kib, passes=passes)


def party_hardness() -> Hardness:
    """For a random secret of 100 bits."""
    memory_kib, passes = settings.SEAL_PARTY
    return Hardness(memory_kib=memory_kib, passes=passes)


def new_secret(letters: int = SECRET_LETTERS) -> str:
    """Random letters in groups of five, to be read aloud or copied by hand."""
    plain = "".join(secrets.choice(ALPHABET) for _ in range(letters))
    return "-".join(plain[at : at + 5] for at in range(0, letters, 5))


def derived_secret(once: str) -> str:
    """The secret of one submission, from the random key its form carries: sent twice, it is the same secret.

    The key is not kept, only its keyed hash, so nobody can make the secret again from the database.
    """
    number = int.from_bytes(hashlib.blake2b(once.encode(), person=b"kelisim-secret").digest(), "big")
    plain = "".join(ALPHABET[number >> 5 * at & 31] for at in range(SECRET_LETTERS))
    return "-".join(plain[at : at + 5] for at in range(0, SECRET_LETTERS, 5))


def canonical_secret(typed: str) -> str:
    """As it was made: capitals, no gaps, misread letters put right."""
    return typed.upper().translate(_MISREAD)


def canonical_passphrase(typed: str) -> str:
    """One spelling for letters that can be typed two ways (й on a Mac)."""
    return unicodedata.normalize("NFKC", typed.strip())


def staff_holder(user: User, passphrase: str, *, hardness: Hardness | None = None) -> Made:
    """A staff member's key pair, saved; whoever had one before keeps it until it is retired."""
    seed = nacl.utils.random(32)
    holder = _blank(Holder.Kind.STAFF, seed)
    holder.user = user
    lock(holder, seed, canonical_passphrase(passphrase), hardness or staff_hardness())
    code = _give_recovery(holder, seed)
    holder.save()
    return Made(holder=holder, recovery_code=code)


def party_holder(secret: str, *, hardness: Hardness | None = None) -> Holder:
    """A party's key pair under her secret, not saved yet (stretching takes long, a transaction must not).

    She has no recovery code: if the secret is lost, the office re-wraps.
    """
    seed = nacl.utils.random(32)
    holder = _blank(Holder.Kind.PARTY, seed)
    lock(holder, seed, canonical_secret(secret), hardness or party_hardness())
    return holder


def office_holder(body: str, clerks: list[Holder]) -> Holder:
    """An office's key pair, saved, lent at once to its clerks: nobody else ever sees its private half."""
    seed = nacl.utils.random(32)
    holder = _blank(Holder.Kind.OFFICE, seed)
    holder.body = body
    holder.save()
    for clerk in clerks:
        lend(holder, seed, clerk)
    return holder


def lend(office: Holder, seed: bytes, clerk: Holder) -> Loan:
    """The office's private key sealed to one more clerk, by somebody who has it open."""
    sealed = box.wrap(seed, public_key=bytes(clerk.public_key), label=_loan_label(office))
    return Loan.objects.update_or_create(office=office, clerk=clerk, defaults={"sealed": sealed})[0]


def borrow(loan: Loan, seed: bytes) -> bytes:
    """The office's private key, opened with the clerk's."""
    return box.unwrap(bytes(loan.sealed), seed=seed, label=_loan_label(loan.office))


def lock(holder: Holder, seed: bytes, passphrase: str, hardness: Hardness) -> None:
    """Puts the private key under a passphrase; the caller saves."""
    holder.salt = nacl.utils.random(argon.SALTBYTES)
    holder.memory_kib, holder.passes = hardness.memory_kib, hardness.passes
    holder.locked_key = _locked(holder, seed, passphrase, bytes(holder.salt))


def unlock(holder: Holder, typed: str) -> bytes:
    """The private seed; raises WrongSecret. Takes as long as the holder's hardness says."""
    plain = canonical_secret(typed) if holder.kind == Holder.Kind.PARTY else canonical_passphrase(typed)
    return _unlocked(holder, bytes(holder.locked_key), plain, bytes(holder.salt))


def recover(holder: Holder, code: str, passphrase: str) -> str:
    """A new passphrase by the printed code, and a new code; the old one is spent. Raises WrongSecret."""
    spent = canonical_secret(code)
    seed = _unlocked(holder, bytes(holder.recovery_key), spent, bytes(holder.recovery_salt))
    hardness = Hardness(memory_kib=holder.memory_kib, passes=holder.passes)
    lock(holder, seed, canonical_passphrase(passphrase), hardness)
    fresh = _give_recovery(holder, seed)
    holder.save()
    return fresh


def sign(seed: bytes, message: bytes) -> bytes:
    """The signer's own Ed25519 signature; nobody else's key can make it."""
    return nacl.signing.SigningKey(seed).sign(message).signature


def signed_by(holder: Holder, message: bytes, signature: bytes) -> bool:
    """Whether this holder signed exactly this message."""
    try:
        nacl.signing.VerifyKey(bytes(holder.verify_key)).verify(message, signature)
    except (nacl.exceptions.BadSignatureError, ValueError):
        return False
    return True


def _blank(kind: Holder.Kind, seed: bytes) -> Holder:
    pair = nacl.signing.SigningKey(seed)
    return Holder(
        kind=kind,
        public_key=bytes(pair.to_curve25519_private_key().public_key),
        verify_key=bytes(pair.verify_key),
    )


def _give_recovery(holder: Holder, seed: bytes) -> str:
    code = new_secret(RECOVERY_LETTERS)
    holder.recovery_salt = nacl.utils.random(argon.SALTBYTES)
    holder.recovery_key = _locked(holder, seed, canonical_secret(code), bytes(holder.recovery_salt))
    return code


def _stretched(holder: Holder, plain: str, salt: bytes) -> bytes:
    return argon.kdf(32, plain.encode(), salt, opslimit=holder.passes, memlimit=holder.memory_kib * 1024)


def _locked(holder: Holder, seed: bytes, plain: str, salt: bytes) -> bytes:
    stretched = nacl.secret.Aead(_stretched(holder, plain, salt))
    return bytes(stretched.encrypt(seed, bytes(holder.public_key)))


def _unlocked(holder: Holder, locked: bytes, plain: str, salt: bytes) -> bytes:
    if not locked:
        raise WrongSecret
    try:
        stretched = nacl.secret.Aead(_stretched(holder, plain, salt))
        return bytes(stretched.decrypt(locked, bytes(holder.public_key)))
    except nacl.exceptions.CryptoError:
        raise WrongSecret from None


def _loan_label(office: Holder) -> str:
    return f"office|{office.body}|{bytes(office.public_key).hex()}"
