"""What a clerk decides about an appeal: route, consultation, letters, refusal, invitation, contact."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.actions.consult import LONGEST_MINUTES
from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.queries import law, people
from kelisim.apps.registry.public import Organisation, external_bodies
from kelisim.kernel.packs.codes import choices, text
from kelisim.kernel.packs.dated import DatedValue
from kelisim.kernel.texts.of import of
from kelisim.web.mediation.staff.deed import DeedForm, Work

LETTER_LETTERS = 8000
LONGEST_INVITATION = 60
ONCE_LETTERS = 24


def received_on(case: Case) -> date:
    """The day by whose law an appeal is judged."""
    return timezone.localdate(case.received_at or case.created_at)


def rule_choice(rule: DatedValue) -> tuple[str, str]:
    """A rule as a line of a list: what it says, and where it stands."""
    where = " ".join(filter(None, (rule.act, rule.article))) or _t("our own rule")
    unread = "" if rule.verified else f" · {_t('not verified')}"
    return rule.key, f"{text(rule.text or {}).of()} ({where}{unread})"


def area(rows: int, letters: int = LETTER_LETTERS) -> forms.Textarea:
    """A box for running text."""
    return forms.Textarea(attrs={"rows": rows, "maxlength": letters})


def once_field() -> forms.CharField:
    """The random key of one sending: the same form sent twice is one deed."""
    return forms.CharField(
        max_length=64, widget=forms.HiddenInput, initial=lambda: get_random_string(ONCE_LETTERS)
    )


class RouteForm(DeedForm):
    """One of four routes, with the rule it rests on."""

    to = forms.ChoiceField(label=_("What this appeal is"), widget=forms.RadioSelect)
    rule = forms.ChoiceField(
        label=_("The rule you rest on"), help_text=_("As the law stood on the day of the application.")
    )

    def __init__(self, data: Any = None, *, work: Work) -> None:
        case = work.case
        initial = {"to": case.route or "mediation", "rule": case.rule or f"scope_{case.track}"}
        super().__init__(data, work=work, initial=initial)
        self.offer("to", choices("routes"))
        found = [rule_choice(rule) for rule in law.rules(received_on(case))]
        self.offer("rule", [("", _t("Choose")), *found])


class OnceForm(DeedForm):
    """Nothing to fill in, but sent twice it is one deed."""

    once = once_field()


class ConsultForm(DeedForm):
    """How long advice was given, and whether that settled it."""

    minutes = forms.IntegerField(
        label=_("How many minutes"),
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_MINUTES)],
        widget=forms.NumberInput(attrs={"min": 1, "max": LONGEST_MINUTES, "inputmode": "numeric"}),
    )
    settles = forms.BooleanField(label=_("This was enough: close the case as consulted"), required=False)
    once = once_field()


class LetterForm(DeedForm):
    """A letter to the applicant; sealed with her application."""

    text = forms.CharField(
        label=_("Text of the letter"),
        max_length=LETTER_LETTERS,
        widget=area(9),
        help_text=_("In Kazakh or in the language of the appeal. She reads it in “My case”."),
    )


class ReferForm(LetterForm):
    """A letter, and the body the appeal goes to."""

    to = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        to_field_name="code",
        label=_("Which body can deal with it"),
        empty_label=_("Choose"),
    )
    field_order = ("to", "text")

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work)
        bodies: QuerySet[Organisation] = Organisation.objects.filter(code__in=list(external_bodies()))
        self.fields["to"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["to"].label_from_instance = lambda one: of(one, "name")  # type: ignore[attr-defined]


class RefuseForm(LetterForm):
    """A verified rule, a letter, and where else to go."""

    rule = forms.ChoiceField(
        label=_("The rule that forbids mediation"),
        help_text=_("Only rules whose wording was verified are offered; no other may refuse."),
    )
    elsewhere = forms.CharField(
        label=_("Where else she can go"),
        max_length=LETTER_LETTERS,
        widget=area(4),
        help_text=_("Name the body, its address or telephone, and what to take along."),
    )
    field_order = ("rule", "text", "elsewhere")

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work)
        found = [rule_choice(rule) for rule in law.refusing_rules(received_on(work.case))]
        self.offer("rule", [("", _t("Choose")), *found])


class InviteForm(DeedForm):
    """How long the other side may take; a careful case needs a person's judgement first."""

    answer_days = forms.IntegerField(
        label=_("Days to answer"),
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_INVITATION)],
        widget=forms.NumberInput(attrs={"min": 1, "max": LONGEST_INVITATION, "inputmode": "numeric"}),
        help_text=_("Counted from sending. The law gives ten days or another reasonable period."),
    )
    safe = forms.BooleanField(
        label=_("I have spoken with the applicant and judged that inviting the other side is safe"),
        error_messages={
            "required": _("This case needs special care. Judge first whether the invitation is safe.")
        },
    )

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work, initial={"answer_days": law.number("invitation_days")})
        if not work.case.careful:
            del self.fields["safe"]


class ContactForm(DeedForm):
    """Name and contacts of the applicant, as the office corrects them."""

    side: ClassVar[str] = Party.Side.APPLICANT
    name = forms.CharField(label=_("Name"), max_length=200)
    phone = forms.CharField(
        label=_("Telephone"), max_length=30, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(label=_("Postal address"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, work: Work) -> None:
        self.party = work.case.parties.get(side=self.side)
        self.before = people.identity(self.party)
        known = {name: getattr(self.before, name) for name in ("name", "phone", "email", "address")}
        super().__init__(data, work=work, initial=known)

    def clean(self) -> dict[str, Any]:
        """One way to reach her is needed."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(way) for way in ("phone", "email", "address")):
            self.add_error("phone", _("Give one way to reach her: a telephone, an e-mail or an address."))
        return cleaned


class OtherContactForm(ContactForm):
    """The same of the other side."""

    side: ClassVar[str] = Party.Side.RESPONDENT


class SecretForm(forms.Form):
    """For which side a new secret is made, once a person has looked at her identity card."""

    side = forms.ChoiceField(label=_("Which side"), choices=Party.Side.choices, widget=forms.RadioSelect)
    checked = forms.BooleanField(
        label=_("I have seen the identity card and compared the name with the case"),
        error_messages={"required": _("Without this check no new secret is made.")},
    )
