"""Notes, a longer term, another mediator, the end, a child at risk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.actions.child_risk import LONGEST as LONGEST_FACTS
from kelisim.apps.mediation.actions.write_note import LONGEST as LONGEST_NOTE
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.states import Closing
from kelisim.kernel.packs.codes import choices, text
from kelisim.kernel.texts import say
from kelisim.web.mediation.staff.deed import DeedForm, Work
from kelisim.web.mediation.staff.forms.triage import area, once_field

LEFT = "left_"


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
