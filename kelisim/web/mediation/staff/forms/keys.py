"""Passphrases and recovery codes. What is typed here is never shown again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.actions.enrol import SHORTEST
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.accounts.models import User


def secret_field(label: Any, *, new: bool = False, help_text: Any = "") -> forms.CharField:
    """A passphrase as it is typed; the browser may keep it only if its owner wishes."""
    attrs = {"autocomplete": "new-password" if new else "current-password", "spellcheck": "false"}
    return forms.CharField(
        label=label,
        max_length=200,
        strip=False,
        help_text=help_text,
        widget=forms.PasswordInput(attrs=attrs),
    )


class UnlockForm(forms.Form):
    """Opens her own key."""

    passphrase = secret_field(_("Your passphrase"))


class NewPassphraseForm(forms.Form):
    """A new passphrase, typed twice."""

    passphrase = secret_field(
        _("A passphrase"),
        new=True,
        help_text=_("At least %(least)s letters: several words nobody would guess. Not your password.")
        % {"least": SHORTEST},
    )
    again = secret_field(_("The same once more"), new=True)

    def clean(self) -> dict[str, Any]:
        """Both are equal."""
        cleaned = super().clean() or {}
        first, second = cleaned.get("passphrase"), cleaned.get("again")
        if first and second and first != second:
            self.add_error("again", _("The two passphrases differ. Type the same twice."))
        return cleaned


class RecoverForm(NewPassphraseForm):
    """The printed code, and the new passphrase."""

    code = forms.CharField(
        label=_("Recovery code from your printed sheet"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("code", "passphrase", "again")


class AnewForm(NewPassphraseForm):
    """A new key instead of one that nobody can open any more."""

    lost = forms.BooleanField(label=_("I have lost both the passphrase and the printed code"))


class OfficeKeyForm(forms.Form):
    """Makes the key of an office, makes a new one, or lends it to one more clerk."""

    office = forms.ModelChoiceField(queryset=Organisation.objects.none(), to_field_name="code")
    renew = forms.BooleanField(required=False)
    to = forms.ModelChoiceField(queryset=User.objects.filter(is_active=True), required=False)

    def __init__(self, data: Any, *, offices: QuerySet[Organisation]) -> None:
        super().__init__(data)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]
