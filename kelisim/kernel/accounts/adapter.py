"""How the sign-in library behaves here: nobody signs up by herself, mail goes by job, secrets are sealed."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from nacl.encoding import URLSafeBase64Encoder
from nacl.secret import SecretBox

from kelisim.kernel.queue.later import later

SIGNED_IN_LATELY_SECONDS = 300
RESET = "account/email/password_reset_key"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library is untyped
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_reauthentication_required(self, app: str = "") -> bool:
        """Not within five minutes of signing in: whoever must set up a factor comes straight from there."""
        records = get_authentication_records(context.request, context.request.user)
        newest = max((record["at"] for record in records), default=0)
        return bool(timezone.now().timestamp() - newest > SIGNED_IN_LATELY_SECONDS)

    def send_mail(self, template_prefix: str, email: str, told: dict[str, Any]) -> None:
        """Only the way to a new password is ever sent, by a job that makes its own link."""
        if template_prefix == RESET:
            later("accounts.send_reset", told["user"].pk)


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library is untyped
    """The state's identity provider opens accounts that exist; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """Never."""
        return False


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library is untyped
    """Secrets of second factors are kept under the service key, so that a dump does not show them."""

    def encrypt(self, text: str) -> str:
        """Ciphertext for the database."""
        return _box().encrypt(text.encode(), encoder=URLSafeBase64Encoder).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return _box().decrypt(encrypted_text.encode("ascii"), encoder=URLSafeBase64Encoder).decode()


def _box() -> SecretBox:
    """A key of its own, drawn from the service key, which lies outside the database."""
    return SecretBox(
        hashlib.blake2b(settings.SERVICE_KEY.encode(), digest_size=32, person=b"second factor").digest()
    )
