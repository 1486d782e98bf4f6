"""Narrowing a list of cases, and finding one. A name is sent by POST, so that it stands in no address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.mediation.states import State
from kelisim.kernel.packs.codes import choices
from kelisim.web.mediation.staff.words import STATES

SHOWN = (
    ("waiting", pgettext_lazy("cases", "Waiting for a deed")),
    ("late", pgettext_lazy("cases", "Late")),
    ("", pgettext_lazy("cases", "All open")),
)
_FINDABLE = [one for one in State if one not in {State.DRAFT, State.CLOSED}]


class Choices(forms.Select):
    """A flat list of choices: its own template, as Django's takes one more for each line."""

    template_name = "parts/select.html"


class FilterForm(forms.Form):
    """State and topic; both are codes and may stand in an address."""

    state = forms.ChoiceField(label=pgettext_lazy("field", "State"), required=False, widget=Choices)
    topic = forms.ChoiceField(label=pgettext_lazy("field", "Topic"), required=False, widget=Choices)
    show = forms.ChoiceField(choices=SHOWN, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="filter_%s")
        states = [("", _("Any state")), *[(one.value, STATES[one]) for one in _FINDABLE]]
        self.fields["state"].choices = states  # type: ignore[attr-defined]
        self.fields["topic"].choices = [("", _("Any topic")), *choices("topics")]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """What was chosen; a value nobody offers narrows nothing."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


class FindForm(forms.Form):
    """A case number or a name."""

    q = forms.CharField(
        label=_("Case number or name"),
        max_length=120,
        help_text=_("A whole name or surname, in any alphabet."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
