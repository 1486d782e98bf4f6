"""Opening and changing accounts: recorded, and the password is chosen by its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db import transaction

from kelisim.kernel.access.door import may, require
from kelisim.kernel.audit.log import record
from kelisim.kernel.queue.later import later

if TYPE_CHECKING:
    from kelisim.kernel.accounts.models import User


def open_account(user: User, *, by: User | None, password: str = "") -> User:
    """Saves a new account. Without a password (always, on the web) its owner is sent a link to choose one."""
    require(by is None or may(by, "accounts.change"))
    user.email = user.email.lower()
    user.set_password(password or None)
    with transaction.atomic():
        user.save()
        if not password:
            later("accounts.send_reset", user.pk)
        record("accounts.opened", user, by=by)
    return user


def change_account(user: User, *, by: User) -> User:
    """Saves name, address, language and whether she may sign in."""
    require(may(by, "accounts.change"))
    user.email = user.email.lower()
    with transaction.atomic():
        user.save(update_fields=["email", "name", "language", "is_active"])
        record("accounts.changed", user, by=by, active=int(user.is_active))
    return user


def forget_second_factor(user: User, *, by: User) -> None:
    """For somebody whose telephone is lost: she sets up a new one at the next sign-in. Never for oneself."""
    require(may(by, "accounts.change") and by.pk != user.pk)
    with transaction.atomic():
        Authenticator.objects.filter(user_id=user.pk).delete()
        record("accounts.second_factor_forgotten", user, by=by)
