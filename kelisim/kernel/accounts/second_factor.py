"""Who must have a second factor, and who has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator

from kelisim.kernel.access.door import roles_of
from kelisim.kernel.access.roles import NEED_SECOND_FACTOR
from kelisim.kernel.packs.sample import is_sample

if TYPE_CHECKING:
    from kelisim.kernel.accounts.models import User


def needed(user: User) -> bool:
    """Whether a password alone does not open her desk; a sample database has nothing to protect."""
    return not is_sample() and (user.is_staff or bool(roles_of(user) & NEED_SECOND_FACTOR))


def present(user: User) -> bool:
    """Whether she has set up an authenticator app or a passkey; recovery codes alone are not enough."""
    factors = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=factors).exists())


def missing(user: User) -> bool:
    """Whether she must set one up before anything else."""
    return needed(user) and not present(user)
