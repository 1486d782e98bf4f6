"""Who keeps the register of mediators: she her own entry, others where their role reaches."""

from __future__ import annotations

from kelisim.apps.mediation.models import Mediator
from kelisim.kernel.access import door
from kelisim.kernel.accounts.models import User


def may_keep_entry(user: User, mediator: Mediator) -> bool:
    """The mediator her own entry."""
    return mediator.user_id == user.pk


def may_suspend(user: User, mediator: Mediator) -> bool:
    """Whoever may change the register where her office stands; nobody herself."""
    office = mediator.office
    return mediator.user_id != user.pk and door.may(
        user, "mediation.change_register", territory=office.territory, body=office.code
    )
