"""What can go wrong in keeping the register of mediators."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.errors import MediationError


class SuspensionTooLong(MediationError):
    """The last day is past or beyond what the law allows."""

    text = _("A suspension to %(until)s is not possible. Choose a day after today and not after %(latest)s.")
