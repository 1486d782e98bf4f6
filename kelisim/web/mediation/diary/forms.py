"""Marking a time in which one cannot meet, and taking in a calendar file."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.mediation.queries.calendar_file import MOST_BYTES
from kelisim.apps.mediation.queries.diary import Span
from kelisim.kernel.packs.codes import choices
from kelisim.kernel.packs.zones import moment_at


def day_field(label: Any, *, required: bool = True) -> forms.DateField:
    """A day, as the browser's own calendar writes it."""
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}))


def clock_field(label: Any) -> forms.TimeField:
    """A time of day; empty where whole days are meant."""
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}))


class MarkForm(forms.Form):
    """Whole days, or some hours of one day; never why in words."""

    first = day_field(_("First day"))
    last = day_field(_("Last day"), required=False)
    since = clock_field(_("From what time"))
    until = clock_field(_("Until what time"))
    reason = forms.ChoiceField(label=pgettext_lazy("busy", "Reason"))

    def __init__(self, data: Any = None, *, region: str) -> None:
        super().__init__(data, auto_id="mark_%s")
        self.region = region
        self.fields["reason"].choices = choices("busy_reasons")  # type: ignore[attr-defined]
        self.fields["last"].help_text = _("Empty: this one day.")
        self.fields["since"].help_text = _("Both times empty: the whole day.")

    def clean(self) -> dict[str, Any]:
        """Both times or neither; hours only of one day."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if (since is None) != (until is None):
            self.add_error("until" if until is None else "since", _("Write both times, or neither."))
        if since and cleaned.get("last") and cleaned["last"] != cleaned.get("first"):
            self.add_error("last", _("Hours are marked day by day. Leave the last day empty."))
        return cleaned

    def span(self) -> Span:
        """On the wall clock of the place."""
        told = self.cleaned_data
        if told["since"]:
            since, until = (datetime.combine(told["first"], told[name]) for name in ("since", "until"))
        else:
            since = datetime.combine(told["first"], time())
            until = datetime.combine((told["last"] or told["first"]) + timedelta(days=1), time())
        return Span(since=moment_at(since, self.region), until=moment_at(until, self.region))


class CalendarForm(forms.Form):
    """A calendar file; only when she is busy is kept of it."""

    file = forms.FileField(
        label=_("Calendar file (.ics)"),
        error_messages={"required": _("Choose the file.")},
        help_text=_(
            "Only the times are kept: titles, places and guests are thrown away before it is read. "
            "A new file takes the place of the one before."
        ),
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="calendar_%s")

    def raw(self) -> bytes:
        """No more than is read of it, and one byte to show that there is more."""
        read: bytes = self.cleaned_data["file"].read(MOST_BYTES + 1)
        return read
