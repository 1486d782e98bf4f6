"""What a reader asks of the register, and what its keepers write."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.queries.register import Wanted
from kelisim.kernel.packs.codes import choices, languages
from kelisim.kernel.places.models import Level, Territory

LONGEST_QUESTION = 100
Choices = list[tuple[str, str]]


def _any_language() -> Choices:
    return [("", gettext("any")), *((one.code, one.name.of()) for one in languages())]


def _any_topic() -> Choices:
    return [("", gettext("any")), *choices("topics")]


def _any_kind() -> Choices:
    return [("", gettext("any")), *choices("mediator_kinds")]


def _reasons() -> Choices:
    return choices("suspension_reasons")


class RegisterForm(forms.Form):
    """The filters; each stands in the address, so that a list can be sent to somebody."""

    q = forms.CharField(label=_("Name of the mediator or the office"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=_any_language)
    topic = forms.ChoiceField(label=_("Field"), required=False, choices=_any_topic)
    kind = forms.ChoiceField(label=_("Kind of mediator"), required=False, choices=_any_kind)
    on = forms.DateField(
        label=_("As it stood on"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def day(self) -> date:
        """The day asked for; today if none, or one still to come."""
        self.is_valid()
        today = timezone.localdate()
        return min(self.cleaned_data.get("on") or today, today)

    def wanted(self, place: Territory | None) -> Wanted:
        """A value that is not offered asks for nothing."""
        self.is_valid()
        told = self.cleaned_data
        return Wanted(
            place=place,
            name=told.get("q", "")[:LONGEST_QUESTION],
            language=told.get("language", ""),
            topic=told.get("topic", ""),
            kind=told.get("kind", ""),
        )


class EntryForm(forms.Form):
    """What she wants to be shown of herself. Everything may stay empty: then the office stands for her."""

    phone = forms.CharField(label=_("Telephone shown to everybody"), required=False, max_length=60)
    email = forms.EmailField(label=_("E-mail shown to everybody"), required=False)
    address = forms.CharField(
        label=_("Address shown to everybody"),
        help_text=_(
            "Empty: the address of your office is shown. Your home stands here only if you write it."
        ),
        required=False,
        max_length=300,
    )
    true = forms.BooleanField(label=_("Everything above is true"))


class SuspendForm(forms.Form):
    """Until when, and why: a code, no story."""

    until = forms.DateField(
        label=_("First day she may mediate again"), widget=forms.DateInput({"type": "date"})
    )
    reason = forms.ChoiceField(label=_("Reason"), choices=_reasons)


class AccountForm(forms.Form):
    """By which address the account signs in."""

    email = forms.EmailField(
        label=_("E-mail of her account"),
        help_text=_("The account is made and given the role of a mediator first."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


def chosen(code: str) -> Territory | None:
    """The region or district named by its code; None if there is none."""
    if not (code.isascii() and code.isdigit() and len(code) == 9):
        return None
    return Territory.objects.filter(code=code, level__in=(Level.REGION, Level.DISTRICT)).first()
