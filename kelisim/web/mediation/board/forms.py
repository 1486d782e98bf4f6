"""What a reader of the board chooses."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kelisim.apps.mediation.queries import board
from kelisim.apps.mediation.queries.rates import Rate
from kelisim.web.mediation.board.lines import quarter_name
from kelisim.web.mediation.board.words import RATES


class ChoiceForm(forms.Form):
    """Which quarter, and by which measure units are compared; codes, so they may stand in an address."""

    quarter = forms.ChoiceField(required=False)
    by = forms.ChoiceField(required=False)

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, auto_id="choice_%s")
        quarters = [board.quarters_back(today, back) for back in range(1, board.QUARTERS + 1)]
        self.fields["quarter"].label = _("Quarter")
        self.fields["quarter"].choices = [(one.isoformat(), quarter_name(one)) for one in quarters]  # type: ignore[attr-defined]
        self.fields["by"].label = _("Units beside each other by")
        self.fields["by"].choices = [(one.value, RATES[one][0]) for one in board.COMPARED]  # type: ignore[attr-defined]
        self.initial = {"quarter": quarters[0].isoformat(), "by": board.COMPARED[0].value}

    def chosen(self) -> tuple[date, Rate]:
        """What was chosen; a value nobody offers is the first."""
        self.full_clean()
        told = {**self.initial, **{name: value for name, value in self.cleaned_data.items() if value}}
        return date.fromisoformat(told["quarter"]), Rate(told["by"])
