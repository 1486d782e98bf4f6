"""What accounts ask for later: the way to a new password, and forgetting old attempts."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone, translation

from kelisim.kernel.accounts.models import User
from kelisim.kernel.notify.message import send
from kelisim.kernel.queue.job import job
from kelisim.kernel.queue.timetable import every


@job("accounts.send_reset")
def send_reset(user_pk: int) -> None:
    """Sends the link to choose a password: made here, so that no token is ever stored in the queue."""
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    if user is None:
        return
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    with translation.override(user.language):
        link = settings.ORIGIN + reverse("account_reset_password_from_key", kwargs=parts)
    days = settings.PASSWORD_RESET_TIMEOUT // 86_400
    send(user.email, "password_reset", language=user.language, context={"link": link, "days": days})


@job("accounts.sweep")
def sweep() -> None:
    """Forgets failed sign-ins after a day and sessions that ran out."""
    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - timedelta(days=1)).delete()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


every("accounts.sweep", daily="03:20")
