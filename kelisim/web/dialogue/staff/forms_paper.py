"""What is asked before sheets are printed, and the file they come back in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kelisim.apps.dialogue.models import Form
from kelisim.web.dialogue.staff.forms import FILES

MOST_SHEETS = 100


class PrintForm(forms.Form):
    """Which numbers, in which two languages."""

    first = forms.IntegerField(label=_("First number"), min_value=1, max_value=999_000, initial=1)
    number = forms.IntegerField(label=_("How many sheets"), min_value=1, max_value=MOST_SHEETS, initial=20)
    one = forms.ChoiceField(label=_("First language"), choices=Form.choices, initial=Form.KK_CYRL)
    other = forms.ChoiceField(
        label=_("Second language"), choices=[("", "—"), *Form.choices], initial=Form.RU, required=False
    )


class PaperFileForm(forms.Form):
    """The sheets as a file."""

    file = forms.FileField(
        label=_("File with the columns sheet, statement, vote"),
        help_text=_("CSV in UTF-8; the vote is 1, -1 or 0. All rows are taken or none."),
        widget=forms.FileInput(FILES),
    )
