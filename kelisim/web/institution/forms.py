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


def within_reach(day: date) -> None:
    """Refuses a day outside the years the calendars cover."""
    if not FIRST <= day <= LAST:
        raise forms.ValidationError(
            _("%(day)s is outside the years this page covers. Choose a day from %(first)s to %(last)s."),
            params={"day": day.isoformat(), "first": FIRST.isoformat(), "last": LAST.isoformat()},
            code="far_away",
        )


class DayForm(forms.Form):
    """One day, today where none is given; and the day on which it was known so, if she asks for one."""

    on = DayField(label=_("Day"), help_text=_("The structure is shown as it was on this day."))
    as_known = DayField(
        label=_("As it was known on"),
        required=False,
        help_text=_("Corrections recorded later are left out. Empty: everything known today."),
    )

    def __init__(self, data: QueryDict, today: date) -> None:
        self.today = today
        super().__init__({"on": data.get("on") or today.isoformat(), "as_known": data.get("as_known", "")})

    def clean_on(self) -> date:
        """A day within the years the calendar of the page covers."""
        day: date = self.cleaned_data["on"]
        within_reach(day)
        return day

    def clean_as_known(self) -> date | None:
        """The same, if a day was given."""
        day: date | None = self.cleaned_data["as_known"]
        if day is not None:
            within_reach(day)
        return day

    def day(self) -> date:
        """The day asked for, or today if it was none."""
        return self._read("on") or self.today

    def known(self) -> date | None:
        """The day whose knowledge is asked for, or nothing."""
        return self._read("as_known")

    def _read(self, name: str) -> date | None:
        """A browser's own date field drops what is no date; then a plain field keeps what was typed."""
        if name in self.errors:
            self.fields[name].widget = forms.TextInput(attrs={"size": 12})
            return None
        day: date | None = self.cleaned_data[name]
        return day


class SpanForm(forms.Form):
    """Two days to be compared; the two given where the reader names none."""

    def __init__(self, data: QueryDict, first: date, last: date) -> None:
        told = {"from": data.get("from") or first.isoformat(), "to": data.get("to") or last.isoformat()}
        super().__init__(told)
        self.fields["from"] = DayField(label=_("Earlier day"), validators=[within_reach])
        self.fields["to"] = DayField(label=_("Later day"), validators=[within_reach])

    def clean(self) -> dict[str, object]:
        """The later day may not come before the earlier one; nothing is turned round in silence."""
        found = super().clean() or {}
        first, last = found.get("from"), found.get("to")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            told = _("The later day, %(last)s, comes before the earlier day, %(first)s. Exchange the two.")
            params = {"first": first.isoformat(), "last": last.isoformat()}
            self.add_error("to", forms.ValidationError(told, params=params, code="turned_round"))
        return found

    def days(self) -> tuple[date, date] | None:
        """Both days, or nothing when one is wrong; then plain fields keep what was typed."""
        if self.is_valid():
            return self.cleaned_data["from"], self.cleaned_data["to"]
        for field in self.fields.values():
            field.widget = forms.TextInput(attrs={"size": 12})
        return None
