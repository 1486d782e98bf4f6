"""Requests for the register: who asks, what was seen, what her entry says, on which ground she is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.mediation.actions.ask_inclusion import Asked
from kelisim.apps.mediation.actions.include import Entry
from kelisim.apps.mediation.actions.refuse_inclusion import LONGEST
from kelisim.apps.mediation.queries.inclusions import Applicant
from kelisim.apps.mediation.queries.requirements import (
    NOT_SO,
    SO,
    UNSEEN,
    YEARS,
    Finding,
    age_seen,
    cited,
    is_elected,
    said,
)
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.packs.codes import choices, languages
from kelisim.kernel.texts.of import of
from kelisim.web.mediation.register.forms_electing import NUMBER, day, line
from kelisim.web.mediation.staff.forms.triage import once_field

ANSWERS = [
    (SO, pgettext_lazy("requirement", "it is so")),
    (NOT_SO, pgettext_lazy("requirement", "it is not so")),
    (UNSEEN, pgettext_lazy("requirement", "not seen yet")),
]
BORN = "born:"


def _kinds() -> list[tuple[str, str]]:
    """Who is elected asks through her election."""
    return [one for one in choices("mediator_kinds") if not is_elected(one[0])]


def _languages() -> list[tuple[str, str]]:
    return [(one.code, one.name.of()) for one in languages()]


def _topics() -> list[tuple[str, str]]:
    return choices("topics")


class AskForm(forms.Form):
    """Who asks to be entered without an election."""

    once = once_field()
    office = forms.ChoiceField(label=_("For which office"))
    kind = forms.ChoiceField(label=_("Kind of mediator"), choices=_kinds)
    language = forms.ChoiceField(label=_("Language of the answer"), choices=settings.LANGUAGES)
    name = line(_("Name"))
    phone = line(_("Telephone"), required=False, letters=60)
    email = forms.EmailField(label=_("E-mail"), required=False)
    address = line(_("Postal address"), required=False)

    def __init__(self, *args: Any, offices: dict[str, Organisation], **named: Any) -> None:
        super().__init__(*args, **named)
        self.offices = offices
        offered = [(code, of(one, "name")) for code, one in offices.items()]
        self.fields["office"].choices = offered  # type: ignore[attr-defined]

    def chosen(self) -> Organisation:
        """The office whose register she asks for."""
        return self.offices[self.cleaned_data["office"]]

    def asked(self) -> Asked:
        """Who asks."""
        told = self.cleaned_data
        names = ("name", "phone", "email", "address")
        who = Applicant(**{name: told[name] for name in names})
        return Asked(kind=told["kind"], language=told["language"], who=who)


class SeenForm(forms.Form):
    """One question for each rule of the pack; for an age the day of birth, which is kept nowhere."""

    def __init__(self, *args: Any, found: list[Finding], on: date, **named: Any) -> None:
        super().__init__(*args, **named)
        self.found, self.on = found, on
        for one in found:
            self._ask(one)

    def _ask(self, one: Finding) -> None:
        unverified = (
            "" if one.rule.verified else _("Nobody has verified this rule: it may warn, never refuse.")
        )
        basis = " · ".join(filter(None, (cited(one.rule), str(unverified))))
        self.fields[one.rule.key] = forms.ChoiceField(
            label=said(one.rule).of(),
            help_text=basis,
            choices=ANSWERS,
            initial=one.seen,
            widget=forms.RadioSelect,
        )
        if one.rule.unit == YEARS:
            self.fields[f"{BORN}{one.rule.key}"] = day(
                _("Born on, as the identity card says"),
                required=False,
                help_text=_("If you give it, the age is reckoned from it. The day itself is not kept."),
            )

    def seen(self) -> dict[str, str]:
        """What was noted, by the key of the rule."""
        told = {one.rule.key: self.cleaned_data[one.rule.key] for one in self.found}
        for one in self.found:
            born_on = self.cleaned_data.get(f"{BORN}{one.rule.key}")
            if born_on:
                told[one.rule.key] = age_seen(one.rule, born_on, self.on)
        return told


class EntryForm(forms.Form):
    """What everybody will read of her, and what the work needs."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=_languages, widget=forms.CheckboxSelectMultiple
    )
    topics = forms.MultipleChoiceField(
        label=_("Field"), choices=_topics, widget=forms.CheckboxSelectMultiple, required=False
    )
    register_no = line(
        _("Number in the register"),
        required=False,
        letters=NUMBER,
        help_text=_("Empty: a number is given, or the one she has stays."),
    )
    certificate = line(_("Certificate"), required=False, letters=80)
    capacity = forms.IntegerField(
        label=_("How many cases a year she takes"),
        min_value=0,
        max_value=400,
        initial=24,
        widget=forms.NumberInput(attrs={"min": 0, "max": 400, "inputmode": "numeric"}),
    )
    account = forms.EmailField(
        label=_("E-mail of her account, if she has one with the role of a mediator"), required=False
    )

    def entry(self) -> Entry:
        """As the register keeps it."""
        told = self.cleaned_data
        lists = {name: tuple(told[name]) for name in ("languages", "topics")}
        return Entry(**{**told, **lists})


class RefuseForm(forms.Form):
    """The ground is a verified rule noted as not met; what it says and its article go into the letter."""

    rule = forms.ChoiceField(label=_("Ground of the refusal"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("What was found, in plain words for her"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
        help_text=_("It stands in the letter and is kept sealed under the key of names."),
    )

    def __init__(self, *args: Any, found: list[Finding], **named: Any) -> None:
        super().__init__(*args, **named)
        grounds = [
            (one.rule.key, f"{said(one.rule).of()} ({cited(one.rule)})") for one in found if one.blocks
        ]
        self.fields["rule"].choices = grounds  # type: ignore[attr-defined]
        if len(grounds) == 1:
            self.fields["rule"].initial = grounds[0][0]
