"""What the staff fill in to keep memoranda and their plans."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.mediation.models import PlanItem, PlanReply
from kelisim.apps.mediation.models.memorandum import CODE, SIDE, SIDES, TEXT, WORDS, PlanState


def day(label: Any, *, required: bool = True, today: bool = False) -> forms.DateField:
    """A day of the calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    initial = timezone.localdate if today else None
    return forms.DateField(label=label, required=required, widget=widget, initial=initial)


def words(label: Any, *, required: bool = True, letters: int = WORDS, rows: int = 2) -> forms.CharField:
    """Running text."""
    area = forms.Textarea(attrs={"rows": rows, "maxlength": letters})
    return forms.CharField(label=label, required=required, max_length=letters, widget=area)


class MemorandumForm(forms.Form):
    """A memorandum with its source; its plan is added afterwards."""

    code = forms.SlugField(
        label=_("Code"),
        max_length=CODE,
        help_text=_("Latin letters, digits and hyphens, as in court-unions-2018. Referrals name it."),
    )
    sides_kk = forms.CharField(label=_("Sides, in Kazakh"), max_length=SIDES)
    sides_ru = forms.CharField(label=_("Sides, in Russian"), max_length=SIDES)
    sides_en = forms.CharField(label=_("Sides, in English"), max_length=SIDES, required=False)
    purpose_kk = words(_("What for, in Kazakh"))
    purpose_ru = words(_("What for, in Russian"))
    purpose_en = words(_("What for, in English"), required=False)
    text = words(_("Wording, as it was signed"), required=False, letters=TEXT, rows=6)
    signed_on = day(_("Signed on"))
    until = day(_("First day without it"), required=False)
    source_title = forms.CharField(label=_("Where it was read"), max_length=SIDES)
    source_address = forms.URLField(
        label=_("Address of the source"), max_length=500, required=False, assume_scheme="https"
    )
    read_on = day(_("Read on"), today=True)


class LineForm(forms.Form):
    """A line of the joint plan."""

    what_kk = words(_("What is to be done, in Kazakh"))
    what_ru = words(_("What is to be done, in Russian"))
    what_en = words(_("What is to be done, in English"), required=False)
    due_on = day(pgettext_lazy("plan", "By"))


class _OfPlan(forms.Form):
    item = forms.ModelChoiceField(label=_("Line of the plan"), queryset=PlanItem.objects.none())

    def __init__(self, data: Any = None, *, items: Any) -> None:
        super().__init__(data)
        self.fields["item"].queryset = items  # type: ignore[attr-defined]
        self.fields["item"].label_from_instance = lambda one: str(one.number)  # type: ignore[attr-defined]


class MoveForm(_OfPlan):
    """Where a line stands now."""

    to = forms.ChoiceField(
        label=_("Where it stands"), choices=[one for one in PlanState.choices if one[0] != PlanState.PLANNED]
    )
    on = day(_("Since which day"), today=True)


class AskForm(_OfPlan):
    """Which side answers by when."""

    side = forms.CharField(label=_("Side that is asked"), max_length=SIDE)
    due_on = day(_("Answer by"))


class ReplyForm(forms.Form):
    """What a side answered."""

    reply = forms.ModelChoiceField(label=_("Who answered"), queryset=PlanReply.objects.none())
    answer = words(_("What it answered; everybody reads it"))
    on = day(_("Answered on"), today=True)

    def __init__(self, data: Any = None, *, replies: Any) -> None:
        super().__init__(data)
        field: Any = self.fields["reply"]
        field.queryset = replies
        field.label_from_instance = lambda one: f"{one.item.number}. {one.side}"
