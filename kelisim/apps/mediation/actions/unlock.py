"""Opens a staff member's key for half an hour, or closes whatever a browser has open."""

from __future__ import annotations

from kelisim.apps.mediation.errors import KeyLocked, WrongPassphrase
from kelisim.apps.mediation.queries.people import staff_holder
from kelisim.kernel.accounts.models import User
from kelisim.kernel.seal import ring
from kelisim.kernel.seal.errors import WrongSecret


def unlock(user: User, passphrase: str) -> str:
    """Opens her key and, for a clerk, her offices'; returns what the cookie must hold.

    Raises KeyLocked if she has no key yet, WrongPassphrase.
    """
    holder = staff_holder(user.pk)
    if holder is None:
        raise KeyLocked
    try:
        return ring.remember(ring.opened(holder, passphrase))
    except WrongSecret:
        raise WrongPassphrase from None


def lock(cookie: str | None) -> None:
    """Closes whatever this browser has open, staff or party."""
    ring.forget(cookie)
