"""Who keeps the register of memoranda; everybody reads it."""

from __future__ import annotations

from kelisim.apps.mediation.access.grid import GRID, Reach, Thing
from kelisim.kernel.access.door import roles_of
from kelisim.kernel.accounts.models import User


def may_keep_memoranda(who: User) -> bool:
    """The secretariat and council officers, wherever: a memorandum belongs to no region."""
    return any(GRID[Thing.MEMORANDA][role].write == Reach.ALL for role in roles_of(who))
