"""What can go wrong in the registry; each text says what happened and what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.kernel.texts.errors import TextError


class RegistryError(TextError):
    """Whatever the registry refuses."""


class NoSuchOrganisation(RegistryError):
    """A code no organisation has."""

    text = _("No organisation has the code “%(code)s”. Correct the code or register the organisation first.")


class NameMissing(RegistryError):
    """A row without any name cannot be found or shown."""

    text = _("“%(code)s” has no name in any language. Write at least one.")


class LeaderOfNoAssociation(RegistryError):
    """Only office-bearers of associations stand on the roster."""

    text = _(
        "“%(code)s” is not an association, so nobody stands on the roster of leaders for it. "
        "Choose the association whose office the person bears."
    )
