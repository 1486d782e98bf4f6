"""What can go wrong in the registry; each text says what happened and what to do."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _


class RegistryError(Exception):
    """Carries its data; `str()` is the text in the reader's language."""

    text: ClassVar[object] = ""

    def __init__(self, **data: object) -> None:
        self.data = data
        super().__init__(data)

    def __str__(self) -> str:
        return str(self.text) % self.data


class NoSuchOrganisation(RegistryError):
    """A code no organisation has."""

    text = _("No organisation has the code “%(code)s”. Correct the code or register the organisation first.")


class NameMissing(RegistryError):
    """A row without any name cannot be found or shown."""

    text = _("“%(code)s” has no name in any language. Write at least one.")
