"""Planning a meeting, putting it to another time, recording what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.actions.open_session import Meeting
from kelisim.apps.mediation.actions.record_session import LONGEST_MINUTES
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.errors.diary import TimeTaken
from kelisim.apps.mediation.models import Party, Session
from kelisim.apps.mediation.queries import diary, law
from kelisim.kernel.access.door import Refused
from kelisim.kernel.packs.codes import choices
from kelisim.kernel.packs.zones import moment_at, zone_of
from kelisim.kernel.texts import say
from kelisim.web.mediation.diary.keeping import reason_of
from kelisim.web.mediation.staff.deed import DeedForm, Work

LONGEST_PLANNED = 8 * 60
SIDES = (("A", _("The applicant")), ("B", _("The other side")))
WHO = {"mediator": _("You"), "office": _("The room of the office"), **dict(SIDES)}


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A time when everybody is free: as a link fills it in, as a person reads it."""

    at: str
    label: str
    lasts: int
    mode: str


def side_of(work: Work, letter: str) -> Party | None:
    """One side of the case; nobody for an empty letter."""
    return work.case.parties.get(side=letter) if letter else None


def meeting_of(work: Work) -> Session:
    """The meeting this address names."""
    number = work.query.get("meeting", "") if work.query else ""
    found = work.case.sessions.filter(number=int(number)).first() if number.isdigit() else None
    if found is None:
        raise Refused
    return found


class MeetingForm(DeedForm):
    """When, how long, how, with whom. Free times stand beside; a conflict has to be confirmed."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    hour = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    lasts = forms.IntegerField(
        label=_("How many minutes it may take"),
        required=False,
        validators=[MinValueValidator(5), MaxValueValidator(LONGEST_PLANNED)],
        widget=forms.NumberInput(attrs={"min": 5, "max": LONGEST_PLANNED, "inputmode": "numeric"}),
    )
    mode = forms.ChoiceField(label=_("How you meet"), widget=forms.RadioSelect)
    agreed = forms.BooleanField(
        label=_("The sides agree to this way of meeting"),
        error_messages={"required": _("Ask the sides how they want to meet, then tick this.")},
    )
    apart = forms.ChoiceField(
        label=_("With whom"),
        required=False,
        choices=(
            ("", _("With both sides")),
            ("A", _("The applicant alone")),
            ("B", _("The other side alone")),
        ),
        widget=forms.RadioSelect,
    )
    interpreter = forms.BooleanField(label=_("An interpreter takes part"), required=False)

    def __init__(
        self, data: Any = None, *, work: Work, initial: dict[str, Any] | None = None, besides: int = 0
    ) -> None:
        self.region, self.besides = str(work.case.region_id or ""), besides
        usual = {
            "mode": "meeting",
            "interpreter": work.case.interpreter,
            "lasts": law.number("meeting_minutes"),
        }
        super().__init__(data, work=work, initial={**usual, **(initial or {}), **self._asked(work)})
        self.offer("mode", choices("modes"))
        if data and data.get("day"):  # where a conflict was shown, it may be confirmed
            self.fields["despite"] = forms.BooleanField(
                label=_("Hold it all the same"), required=False, widget=forms.HiddenInput
            )

    def _asked(self, work: Work) -> dict[str, Any]:
        """A free time that was chosen from the list, for the length and way it is free for."""
        at = parse_datetime(work.query.get("at", "")) if work.query else None
        if at is None or work.query is None:
            return {}
        lasts = work.query.get("lasts", "")
        kept: dict[str, Any] = {"lasts": int(lasts)} if lasts.isdigit() else {}
        if work.query.get("mode"):
            kept["mode"] = work.query["mode"]
        return {"day": at.date(), "hour": at.time(), **kept}

    def starts_at(self) -> datetime:
        """The moment on the wall clock of the place."""
        told = self.cleaned_data
        return moment_at(datetime.combine(told["day"], told["hour"]), self.region)

    def meeting(self) -> Meeting:
        """What is planned."""
        told = self.cleaned_data
        return Meeting(
            starts_at=self.starts_at(),
            mode=told["mode"],
            apart=self.separate(),
            interpreter=told.get("interpreter", False),
            lasts=told["lasts"],
            agreed=told["agreed"],
            despite=told.get("despite", False),
        )

    def separate(self) -> Party | None:
        """The one side of a separate meeting."""
        return side_of(self.work, self.cleaned_data.get("apart", ""))

    def clean(self) -> dict[str, Any]:
        """A meeting is planned, not remembered."""
        cleaned = super().clean() or {}
        if cleaned.get("day") and cleaned["day"] < timezone.localdate():
            self.add_error("day", _("This day is over. Choose today or a later day."))
        cleaned["lasts"] = cleaned.get("lasts") or law.number("meeting_minutes")
        return cleaned

    def refuse(self, error: MediationError) -> None:
        """A conflict is listed, and may be confirmed."""
        if isinstance(error, TimeTaken):
            self.fields["despite"].widget = forms.CheckboxInput()
            self.add_error("hour", str(error))
            return
        super().refuse(error)

    def against(self) -> list[str]:
        """What stands against the time that was typed, line by line."""
        if not self.is_bound or "hour" not in self.errors or "despite" not in self.fields:
            return []
        if not {"day", "mode"} <= set(self.cleaned_data) or not self.data.get("hour"):
            return []
        hour = self.fields["hour"].clean(self.data["hour"])
        at = moment_at(datetime.combine(self.cleaned_data["day"], hour), self.region)
        span = diary.Span(since=at, until=at + timedelta(minutes=self.cleaned_data["lasts"]))
        wanted = diary.Wanted(
            span=span, mode=self.cleaned_data["mode"], apart=self.separate(), besides=self.besides
        )
        return [self._said(one) for one in diary.conflicts(self.work.case, wanted)]

    def slots(self) -> list[Slot]:
        """Times when everybody who takes part is free, soonest first."""
        told = self.cleaned_data if self.is_bound else self.initial
        lasts = told.get("lasts") or law.number("meeting_minutes")
        now = timezone.now()
        wanted = diary.Wanted(
            span=diary.Span(since=now, until=now + timedelta(minutes=lasts)),
            mode=told.get("mode") or "meeting",
            apart=self.separate() if self.is_bound else None,
            besides=self.besides,
        )
        zone = zone_of(self.region)
        found = [at.astimezone(zone) for at in diary.free_slots(self.work.case, wanted)]
        return [
            Slot(
                at=f"{at:%Y-%m-%dT%H:%M}", label=say.moment(at, zone=zone.key), lasts=lasts, mode=wanted.mode
            )
            for at in found
        ]

    def meeting_number(self) -> int:
        """The meeting that is moved; 0 where a new one is planned."""
        return 0

    def _said(self, one: diary.Conflict) -> str:
        zone = zone_of(self.region).key
        why = _("another meeting") if one.reason == diary.MEETING else reason_of(one.reason)
        since = say.moment(one.span.since, zone=zone)
        same_day = timezone.localdate(one.span.since) == timezone.localdate(one.span.until)
        until = say.clock(one.span.until, zone=zone) if same_day else say.moment(one.span.until, zone=zone)
        return f"{WHO[one.who]}: {why}, {since} – {until}"


class MoveForm(MeetingForm):
    """Another time for a planned meeting; with whom stays."""

    def __init__(self, data: Any = None, *, work: Work) -> None:
        self.session = meeting_of(work)
        local = self.session.starts_at.astimezone(zone_of(str(work.case.region_id or "")))
        initial = {
            "day": local.date(),
            "hour": time(local.hour, local.minute),
            "mode": self.session.mode,
            "lasts": self.session.lasts,
        }
        super().__init__(data, work=work, initial=initial, besides=self.session.pk)
        del self.fields["apart"], self.fields["interpreter"]

    def separate(self) -> Party | None:
        """As it was."""
        return self.session.apart

    def meeting_number(self) -> int:
        """The meeting that is moved."""
        return self.session.number


class RecordForm(DeedForm):
    """What became of a meeting; which one stands in the address."""

    status = forms.ChoiceField(
        label=_("What became of the meeting"),
        choices=[one for one in Session.Status.choices if one[0] != Session.Status.PLANNED],
        widget=forms.RadioSelect,
    )
    minutes = forms.IntegerField(
        label=_("How many minutes it took"),
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_MINUTES)],
        widget=forms.NumberInput(attrs={"min": 1, "max": LONGEST_MINUTES, "inputmode": "numeric"}),
    )
    absent = forms.MultipleChoiceField(
        label=_("Who did not come"), required=False, choices=SIDES, widget=forms.CheckboxSelectMultiple
    )

    def session(self) -> Session:
        """The meeting of this address."""
        return meeting_of(self.work)

    def absent_sides(self) -> list[Party]:
        """Who did not come, one side or both."""
        return list(self.work.case.parties.filter(side__in=self.cleaned_data["absent"]))

    def clean(self) -> dict[str, Any]:
        """A held meeting has a length; a missed one names who missed it."""
        cleaned = super().clean() or {}
        status = cleaned.get("status")
        if status == Session.Status.HELD and not cleaned.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("Write how long it took."))
        if status == Session.Status.NO_SHOW and not cleaned.get("absent"):
            self.add_error("absent", _("Choose who did not come."))
        return cleaned
