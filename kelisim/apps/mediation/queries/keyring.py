"""The keys a browser has open, from its cookie."""

from __future__ import annotations

from kelisim.apps.mediation.queries.people import staff_holder
from kelisim.kernel.accounts.models import User
from kelisim.kernel.seal import ring
from kelisim.kernel.seal.ring import Keyring


def keyring(cookie: str | None, user: User | None = None) -> Keyring:
    """The open keys; for staff only if her own is among them, so that a cookie left behind opens nothing."""
    held = ring.recall(cookie)
    if user is None:
        return held
    own = staff_holder(user.pk)
    return held if own is not None and own.pk in held.seeds else Keyring()
