"""What a clerk writes down about performance: a call, a new case, papers; how a council decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.actions.record_call import NO_ANSWER, NO_MORE
from kelisim.apps.mediation.models import Case, FollowUp, Party
from kelisim.apps.mediation.queries import following, people
from kelisim.kernel.packs.codes import choices
from kelisim.web.mediation.staff.deed import DeedForm, Work
from kelisim.web.mediation.staff.forms.triage import area, once_field
from kelisim.web.mediation.staff.told import SIDES


def round_name(code: str) -> str:
    """Which round a question belongs to, in words."""
    kind, _dash, number = code.partition("-")
    if kind == "due":
        return gettext("day of obligation %(number)s") % {"number": number}
    return gettext("%(days)s days after signing") % {"days": code}


def side_choices() -> list[tuple[str, Any]]:
    """Both sides in words."""
    return [(side, SIDES[side]) for side in Party.Side.values]


class CallForm(DeedForm):
    """Whom she called, what came of it, and the answers by number if there were any."""

    question = forms.ChoiceField(label=_("Whom you called"), widget=forms.RadioSelect)
    result = forms.ChoiceField(label=_("What came of it"), widget=forms.RadioSelect)
    once = once_field()

    def __init__(self, data: Any = None, *, work: Work) -> None:
        owed = list(following.calls(Case.objects.filter(pk=work.case.pk)))
        self.owed = {str(one.uid): one for one in owed}
        super().__init__(data, work=work, initial={"question": next(iter(self.owed), "")})
        self.offer("question", [(uid, _whom(one)) for uid, one in self.owed.items()])
        self.offer("result", choices("call_results"))
        self.numbers = [one.number for one in work.case.obligations.all()]
        for number in self.numbers:
            self.fields[f"answer_{number}"] = forms.ChoiceField(
                label=gettext("Obligation %(number)s, as she said") % {"number": number},
                choices=[("", gettext("not said")), *choices("performance")],
                required=False,
            )

    def answers(self) -> dict[int, str]:
        """What she said, by number; empty if she said nothing of it."""
        if self.cleaned_data["result"] in {NO_ANSWER, NO_MORE}:
            return {}
        told = {number: self.cleaned_data[f"answer_{number}"] for number in self.numbers}
        return {number: answer for number, answer in told.items() if answer}


def _whom(one: FollowUp) -> str:
    who = people.identity(one.party)
    return " · ".join(filter(None, (str(SIDES[one.party.side]), who.name, who.phone, round_name(one.round))))


class AnewForm(DeedForm):
    """Which side wants to talk again, and what she says now."""

    side = forms.ChoiceField(label=_("Which side wants to talk again"), widget=forms.RadioSelect)
    essence = forms.CharField(
        label=_("What happened and what is wanted"),
        max_length=4000,
        widget=area(4, 4000),
        help_text=_("As she tells it now. Nothing is taken over from the old case."),
    )
    short_text = forms.CharField(
        label=_("Short text the other side may read"), max_length=500, required=False, widget=area(2, 500)
    )
    notice = forms.BooleanField(label=_("She wants mediation of her own will and has heard the data notice"))
    once = once_field()

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work)
        self.offer("side", side_choices())


class PapersForm(DeedForm):
    """Which side wants her papers."""

    side = forms.ChoiceField(label=_("Which side wants her papers"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work)
        self.offer("side", side_choices())


class HearForm(DeedForm):
    """Whether the refusal stands."""

    heeded = forms.ChoiceField(
        label=_("What the council decided"),
        widget=forms.RadioSelect,
        choices=[
            ("no", _("The refusal stands")),
            ("yes", _("The complaint is right: the office chooses the route anew")),
        ],
    )
