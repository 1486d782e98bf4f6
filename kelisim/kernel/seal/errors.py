"""What can go wrong with keys and boxes. No error carries a secret, a name or a word of content."""

from __future__ import annotations


class SealError(Exception):
    """Anything that keeps a sealed text shut."""


class WrongSecret(SealError):
    """The passphrase, secret or recovery code does not open this key."""


class Tampered(SealError):
    """The box was changed, or stands in another place than the one it was sealed for."""


class NoKey(SealError):
    """None of the unlocked keys opens this compartment."""


class TooSoon(SealError):
    """Too many wrong tries at this door."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds
