"""A mediator's answer to an offer: eight points and her competence, or a pass with its reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.kernel.packs.codes import choices, codes
from kelisim.web.mediation.staff.deed import DeedForm, Work

_POINT = "point_"
_YES_NO = (("no", pgettext_lazy("statement", "No")), ("yes", pgettext_lazy("statement", "Yes")))


class AcceptForm(DeedForm):
    """Every point is answered; a yes does not bar her by itself, the sides read it and decide."""

    competent = forms.BooleanField(
        label=_("I am competent in this matter and free in the time it needs"),
        error_messages={"required": _("Confirm your competence, or pass the case on.")},
    )

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work)
        points = {
            f"{_POINT}{one.code}": forms.ChoiceField(
                label=one.name.of(),
                choices=_YES_NO,
                widget=forms.RadioSelect,
                error_messages={"required": _("Answer this point: yes or no.")},
            )
            for one in codes("conflict_points")
        }
        self.fields = {**points, **self.fields}

    def statement(self) -> dict[str, bool]:
        """Code to answer."""
        return {
            one.code: self.cleaned_data[f"{_POINT}{one.code}"] == "yes" for one in codes("conflict_points")
        }


class PassForm(DeedForm):
    """A reason code; no word of the case, no penalty."""

    reason = forms.ChoiceField(label=_("Why you pass"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work)
        self.offer("reason", [one for one in choices("pass_reasons") if one[0] != "no_answer"])
