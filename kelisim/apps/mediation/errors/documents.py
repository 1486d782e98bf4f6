"""What can go wrong with a document that comes from outside."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.errors import MediationError


class ProtocolUnreadable(MediationError):
    """A field of the JSON is missing, or its numbers cannot be."""

    text = _("The protocol cannot be read: %(fields)s. Mend these fields in the file and choose it again.")
