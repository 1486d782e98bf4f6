"""Who may change the registry; everybody may read it."""

from __future__ import annotations

from kelisim.apps.registry.models import Leader, Organisation
from kelisim.kernel.access import door
from kelisim.kernel.accounts.models import User


def may_save(user: User | None, organisation: Organisation) -> bool:
    """Whoever may change the registry where the organisation stands; `None` is the house loading data."""
    if user is None:
        return True
    return door.may(user, "registry.change", territory=organisation.territory, body=organisation.code)


def may_save_person(user: User | None) -> bool:
    """Whoever may change the registry or a register of mediators; `None` is the house loading data."""
    return user is None or door.may(user, "registry.change") or door.may(user, "mediation.change_register")


def may_save_leader(user: User | None, leader: Leader) -> bool:
    """Whoever may change the registry where the leader's organisation stands."""
    return may_save(user, leader.organisation)
