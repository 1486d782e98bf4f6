"""Meetings, notes, a longer term, another mediator, the end, a child at risk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.actions.child_risk import LONGEST as LONGEST_FACTS
from kelisim.apps.mediation.actions.record_session import LONGEST_MINUTES
from kelisim.apps.mediation.actions.write_note import LONGEST as LONGEST_NOTE
from kelisim.apps.mediation.models import Party, Session
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.states import Closing
from kelisim.kernel.access.door import Refused
from kelisim.kernel.packs.codes import choices, text
from kelisim.kernel.texts import say
from kelisim.web.mediation.staff.deed import DeedForm, Work
from kelisim.web.mediation.staff.forms.triage import area, once_field

LEFT = "left_"


def side_of(work: Work, letter: str) -> Party | None:
    """One side of the case; nobody for an empty letter."""
    return work.case.parties.get(side=letter) if letter else None


class MeetingForm(DeedForm):
    """When, how, with whom."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    hour = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}))
    mode = forms.ChoiceField(label=_("How you meet"), widget=forms.RadioSelect)
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

    def __init__(self, data: Any = None, *, work: Work) -> None:
        initial = {"mode": "meeting", "interpreter": work.case.interpreter}
        super().__init__(data, work=work, initial=initial)
        self.offer("mode", choices("modes"))

    def starts_at(self) -> datetime:
        """The moment on the country's clock."""
        told = self.cleaned_data
        return timezone.make_aware(datetime.combine(told["day"], told["hour"]))

    def clean(self) -> dict[str, Any]:
        """A meeting is planned, not remembered."""
        cleaned = super().clean() or {}
        if cleaned.get("day") and cleaned["day"] < timezone.localdate():
            self.add_error("day", _("This day is over. Choose today or a later day."))
        return cleaned


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
    absent = forms.ChoiceField(
        label=_("Who did not come"),
        required=False,
        choices=(("", _("Nobody was absent")), ("A", _("The applicant")), ("B", _("The other side"))),
    )

    def session(self) -> Session:
        """The meeting of this address."""
        number = self.work.query.get("meeting", "") if self.work.query else ""
        found = self.work.case.sessions.filter(number=int(number)).first() if number.isdigit() else None
        if found is None:
            raise Refused
        return found

    def clean(self) -> dict[str, Any]:
        """A held meeting has a length; a missed one names who missed it."""
        cleaned = super().clean() or {}
        status = cleaned.get("status")
        if status == Session.Status.HELD and not cleaned.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("Write how long it took."))
        if status == Session.Status.NO_SHOW and not cleaned.get("absent"):
            self.add_error("absent", _("Choose who did not come."))
        return cleaned


class NoteForm(DeedForm):
    """A note in one of the compartments; who reads it is said beside each."""

    room = forms.ChoiceField(label=_("Who reads it"), widget=forms.RadioSelect)
    text = forms.CharField(label=_("Note"), max_length=LONGEST_NOTE, widget=area(6, LONGEST_NOTE))
    once = once_field()

    def __init__(self, data: Any = None, *, work: Work) -> None:
        asked = work.query.get("room", "mediator") if work.query else "mediator"
        super().__init__(data, work=work, initial={"room": asked})
        rooms = [
            ("joint", _t("Both sides and you")),
            ("private_A", _t("The applicant and you")),
            ("private_B", _t("The other side and you")),
            ("mediator", _t("You alone")),
        ]
        self.offer("room", rooms)


class ExtendForm(DeedForm):
    """The new last day, which all three must name alike."""

    until = forms.DateField(label=_("New last day"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: Any = None, *, work: Work) -> None:
        latest = law.latest_due_on(work.case)
        super().__init__(data, work=work, initial={"until": latest})
        if latest:
            self.fields["until"].help_text = _t("At the latest %(day)s; once only.") % {
                "day": say.date(latest)
            }


class ReplaceForm(DeedForm):
    """Why another mediator is wanted."""

    reason = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work)
        self.offer("reason", choices("replace_reasons"))


class EndForm(DeedForm):
    """Exactly one ground of the law; no word of substance."""

    ground = forms.ChoiceField(label=_("On which ground"), widget=forms.RadioSelect)
    sure = forms.BooleanField(label=_("I understand that the mediation ends now"))

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work)
        today = timezone.localdate()
        left = _ground(Closing.LEFT)
        options = [
            (Closing.IMPOSSIBLE.value, _ground(Closing.IMPOSSIBLE)),
            (f"{LEFT}A", f"{left} ({_t('the applicant')})"),
            (f"{LEFT}B", f"{left} ({_t('the other side')})"),
        ]
        if work.case.due_on is not None and today >= work.case.due_on:
            options.append((Closing.EXPIRED.value, _ground(Closing.EXPIRED)))
        self.offer("ground", options)


def _ground(closing: Closing) -> str:
    found = law.ground(closing, timezone.localdate())
    words = text((found.text if found else None) or {}).of()
    return f"{words} {found.article}" if found and found.article else words or closing.value


class ChildRiskForm(DeedForm):
    """The minimal facts, read through once more before they go."""

    facts = forms.CharField(
        label=_("The minimal facts"),
        max_length=LONGEST_FACTS,
        widget=area(6, LONGEST_FACTS),
        help_text=_("Who is in danger, where, what you saw or heard. Nothing else of the talks."),
    )
    sure = forms.BooleanField(label=_("I have read it through; it holds no more than is needed"))
    once = once_field()
