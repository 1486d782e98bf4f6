"""What can go wrong when a quarter's two ledgers are compared."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.errors import MediationError


class QuarterNotOver(MediationError):
    """A quarter is compared when it is over."""

    text = _("The quarter %(quarter)s is not over yet. Send the list of a quarter that is over.")


class QuarterClosed(MediationError):
    """Both sides have confirmed."""

    text = _("Both sides have confirmed the quarter %(quarter)s. Its comparison does not change any more.")


class ComparisonChanged(MediationError):
    """What she read is not what stands there."""

    text = _("A new list came in since you opened the page. Read the comparison again, then confirm it.")


class SamePerson(MediationError):
    """Two sides are two people."""

    text = _("You confirmed for the other side already. Somebody else confirms for this one.")
