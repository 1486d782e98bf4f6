"""What can go wrong in calling somebody in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.errors import MediationError


class LeaderNotOnRoster(MediationError):
    """She never agreed to be called, or took it back."""

    text = _("This leader does not stand on the roster today. Choose another one, or call nobody.")


class NoSuchCall(MediationError):
    """The link calls nobody any more."""

    text = _("This link is not open any more. Ask the mediator who called you.")


class OnlyJoint(MediationError):
    """Only what both sides may read can be shown to a third."""

    text = _(
        "Only a joint note can be shown. A private one becomes joint first, if the side it belongs to agrees."
    )


class SecrecyNotSigned(MediationError):
    """Nothing is shown before confidentiality is signed."""

    text = _("This person has not signed confidentiality, or the part is over. Nothing was shown.")


class SecrecyChanged(MediationError):
    """The words that were read are not those in force."""

    text = _("The words to be signed have changed since you opened the page. Read them again and sign.")
