"""What can go wrong with the papers of a council."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.errors import MediationError


class LooksBackTooEarly(MediationError):
    """Nothing can have helped before it is due."""

    text = _("The council would look back before the paper is due. Choose a later day.")


class NotAMember(MediationError):
    """Somebody outside cannot be held responsible."""

    text = _("Whoever is responsible must be a member of this council. Choose one of its members.")


class ServesNoTask(MediationError):
    """A paper serves a task the council was given."""

    text = _("Choose at least one task of the Mediation Council that this paper serves.")


class ReportedAlready(MediationError):
    """What was reported stays."""

    text = _("What was done under this paper is written down already, and stays as it is.")


class LookedBackAlready(MediationError):
    """A finding stays."""

    text = _("The council has looked back at this paper already. Its finding stays as it is.")


class NotDueYet(MediationError):
    """The council looks back on its day or later."""

    text = _("The day to look back, %(day)s, is still to come.")
