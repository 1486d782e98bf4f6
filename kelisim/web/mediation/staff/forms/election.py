"""The file an election comes in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST = 200_000


class ElectionForm(forms.Form):
    """One small JSON file."""

    file = forms.FileField(
        label=_("Protocol as a JSON file"),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self) -> Any:
        """A protocol has a page or two."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is too large for a protocol. Choose the right file."))
        return file
