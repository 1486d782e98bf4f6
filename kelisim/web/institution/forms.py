"""The day a reader asks for."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kelisim.apps.institution.errors import BadDay
from kelisim.apps.institution.queries.days import day_of

FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)


class DayField(forms.DateField):
    """A day written as YYYY-MM-DD, which is what every browser's own date field sends."""

    widget = forms.DateInput(attrs={"type": "date", "min": FIRST.isoformat(), "max": LAST.isoformat()})

    def to_python(self, value: object) -> date | None:
        """The day; the error names what was typed and the form expected."""
        if isinstance(value, date) or value in self.empty_values:
            return value if isinstance(value, date) else None
        try:
            return day_of(str(value).strip())
        except BadDay as error:
            raise forms.ValidationError(str(error), code="bad_day") from None

    def prepare_value(self, value: object) -> object:
        """What was typed stays; a day is written the way the browser reads it."""
        return value.isoformat() if isinstance(value, date) else value


class DayForm(forms.Form):
    """One day; today where none is given."""

    on = DayField(label=_("Day"), help_text=_("The structure is shown as it was on this day."))

    def __init__(self, data: QueryDict, today: date) -> None:
        self.today = today
        super().__init__({"on": data.get("on") or today.isoformat()})

    def clean_on(self) -> date:
        """A day within the years the calendar of the page covers."""
        day: date = self.cleaned_data["on"]
        if not FIRST <= day <= LAST:
            raise forms.ValidationError(
                _("%(day)s is outside the years this page covers. Choose a day from %(first)s to %(last)s."),
                params={"day": day.isoformat(), "first": FIRST.isoformat(), "last": LAST.isoformat()},
                code="far_away",
            )
        return day

    def day(self) -> date:
        """The day asked for, or today if it was none.

        A browser's own date field drops what is no date; then a plain field keeps what was typed.
        """
        if self.is_valid():
            day: date = self.cleaned_data["on"]
            return day
        self.fields["on"].widget = forms.TextInput(attrs={"size": 12})
        return self.today
