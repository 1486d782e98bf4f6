"""A mediator who cannot go on: why, from when."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.actions.relieve import Relief
from kelisim.kernel.packs.codes import choices


def _reasons() -> list[tuple[str, str]]:
    return choices("relief_reasons")


class ReliefForm(forms.Form):
    """A code and a day, no story."""

    reason = forms.ChoiceField(label=_("Why she cannot go on"), choices=_reasons)
    on = forms.DateField(
        label=_("The first day she is no mediator any more"),
        help_text=_("Today or earlier. Her entry leaves the register from this day on."),
        widget=forms.DateInput({"type": "date"}),
        initial=timezone.localdate,
        required=False,
    )
    until = forms.DateField(
        label=_("Or suspended until, if she comes back"),
        help_text=_("Only where she is unable to work for a time. Her cases go to others all the same."),
        widget=forms.DateInput({"type": "date"}),
        required=False,
    )
    sure = forms.BooleanField(label=_("All her open cases look for another; this cannot be taken back"))

    def told(self) -> Relief:
        """What was chosen."""
        data = self.cleaned_data
        return Relief(reason=data["reason"], on=data["on"], until=data["until"])
