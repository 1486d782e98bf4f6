"""Case numbers: eight random letters and an ISO 7064 check letter; two tell nothing about a caseload."""

from __future__ import annotations

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
_VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def check_letter(letters: str) -> str:
    """The check letter of ISO 7064 MOD 37,36: one wrong letter or two swapped neighbours show."""
    carry = 36
    for letter in letters:
        carry = (carry + _VALUES.index(letter)) % 36 or 36
        carry = carry * 2 % 37
    return _VALUES[(37 - carry) % 36]


def new_number() -> str:
    """A random number whose check letter, too, is one nobody misreads (no I, L, O, U)."""
    while True:
        letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        check = check_letter(letters)
        if check in ALPHABET:
            return letters + check


def derived_number(once: str) -> str:
    """The number of one form from the random key it carries: sent twice, it is the same number."""
    for turn in range(1000):
        word = hashlib.blake2b(f"{turn}|{once}".encode(), person=b"kelisim-number").digest()
        letters = "".join(ALPHABET[byte & 31] for byte in word[:LENGTH])
        check = check_letter(letters)
        if check in ALPHABET:
            return letters + check
    raise ValueError("no number in a thousand turns")


def read_number(typed: str) -> str:
    """The number as it was made, from how people type it; empty if it cannot be one."""
    plain = "".join(letter for letter in typed.upper().translate(_MISREAD) if letter.isalnum())
    right = len(plain) == LENGTH + 1 and set(plain) <= set(ALPHABET) and check_letter(plain[:-1]) == plain[-1]
    return plain if right else ""


def shown_number(number: str) -> str:
    """The number as it is printed: K7M2-9QXB-4."""
    return f"{number[:4]}-{number[4:8]}-{number[8:]}"
