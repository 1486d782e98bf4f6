"""What can go wrong when memoranda and their plans are kept."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.errors import MediationError


class CodeTaken(MediationError):
    """A code stands for one memorandum."""

    text = _("The code “%(code)s” belongs to another memorandum already. Choose another code.")


class EndsBeforeItBegins(MediationError):
    """A period runs forward."""

    text = _("The memorandum would end before it was signed. Correct one of the two days.")


class NoSuchMove(MediationError):
    """What is done or dropped stays so."""

    text = _("This line of the plan is done or dropped already. Add a new line instead.")


class StillToCome(MediationError):
    """Nothing is recorded before it happens."""

    text = _("The day %(day)s is still to come. Write the day on which it happened.")


class RepliedAlready(MediationError):
    """A reply stays as it was given."""

    text = _("This side has answered already. Its answer stays as it was given; ask again on a new line.")
