"""What whoever leads a conversation fills in."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.dialogue.actions.add_statement import MOST_LETTERS
from kelisim.apps.dialogue.actions.import_statements import COLUMNS
from kelisim.apps.dialogue.actions.issue_codes import MOST
from kelisim.apps.dialogue.models import Conversation, Form
from kelisim.kernel.access.door import held
from kelisim.kernel.access.roles import PERMISSIONS, Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.places.models import Territory
from kelisim.kernel.places.queries import prefix, units_on
from kelisim.kernel.texts.of import of

_DAY = {"type": "date"}
_LANG = {"kk": "kk", "ru": "ru", "en": "en"}
FILES = {"accept": ".csv,text/csv"}


def places_of(user: User) -> tuple[QuerySet[Territory], bool]:
    """Where she may lead: regions her roles reach and places they name; and whether the whole country."""
    reach, everywhere = Q(pk__in=[]), False
    for holding in held(user):
        if "dialogue.lead" not in PERMISSIONS[Role(holding.role)]:
            continue
        everywhere = everywhere or holding.territory is None
        if holding.territory is not None:
            reach |= Q(pk=holding.territory_id) | Q(code__startswith=prefix(holding.territory))
    regions = units_on(timezone.localdate())
    named = Territory.objects.filter(pk__in=[one.territory_id for one in held(user) if one.territory_id])
    return (regions | named if everywhere else (regions | named).filter(reach)).distinct(), everywhere


class ConversationForm(forms.ModelForm[Conversation]):
    """A draft: the question and its rules, which stay as they are once it is open."""

    class Meta:
        model = Conversation
        fields: ClassVar = (
            *("question_kk", "question_ru", "question_en", "purpose_kk", "purpose_ru", "purpose_en"),
            *("decides_kk", "decides_ru", "decides_en", "code", "territory", "topic"),
            *("opens_on", "closes_on", "tier", "moderation", "sensitive"),
        )
        labels: ClassVar = {
            "question_kk": _("Question, in Kazakh"),
            "question_ru": _("Question, in Russian"),
            "question_en": _("Question, in English"),
            "purpose_kk": _("What it is for, in Kazakh"),
            "purpose_ru": _("What it is for, in Russian"),
            "purpose_en": _("What it is for, in English"),
            "decides_kk": _("Who decides afterwards, in Kazakh"),
            "decides_ru": _("Who decides afterwards, in Russian"),
            "decides_en": _("Who decides afterwards, in English"),
            "code": _("Short address"),
            "territory": _("For which place"),
            "topic": pgettext_lazy("conversation", "Topic"),
            "opens_on": _("First day"),
            "closes_on": _("First day after it"),
            "tier": _("Who may take part"),
            "moderation": _("What people write is"),
            "sensitive": _("Sensitive: numbers under 10 instead of under 5 are hidden"),
        }
        help_texts: ClassVar = {
            "code": _("Latin letters, digits and hyphens; it stands in the address of the page."),
            "opens_on": _("For readers. You open and close it yourself."),
        }
        widgets: ClassVar = {
            **{f"question_{one}": forms.TextInput({"lang": one}) for one in _LANG},
            **{f"purpose_{one}": forms.Textarea({"rows": 3, "lang": one}) for one in _LANG},
            **{f"decides_{one}": forms.TextInput({"lang": one}) for one in _LANG},
            "opens_on": forms.DateInput(_DAY, format="%Y-%m-%d"),
            "closes_on": forms.DateInput(_DAY, format="%Y-%m-%d"),
            "tier": forms.RadioSelect,
            "moderation": forms.RadioSelect,
        }

    def __init__(self, *args: Any, by: User, **named: Any) -> None:
        super().__init__(*args, **named)
        places, everywhere = places_of(by)
        field: Any = self.fields["territory"]
        field.queryset, field.required = places, not everywhere
        field.empty_label = str(_("the whole country")) if everywhere else str(_("Choose"))
        field.label_from_instance = lambda one: of(one, "name")

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        opens, closes = told.get("opens_on"), told.get("closes_on")
        if opens and closes and closes <= opens:
            self.add_error("closes_on", str(_("It lies before the first day. Choose a later day.")))
        if not any(told.get(f"question_{one}") for one in _LANG):
            self.add_error("question_kk", str(_("Write the question in at least one language.")))
        return told


class CodesForm(forms.Form):
    """How many codes."""

    number = forms.IntegerField(label=_("How many codes"), min_value=1, max_value=MOST)


class StatementForm(forms.Form):
    """One statement of the organiser, in every language at hand."""

    topic = forms.CharField(label=pgettext_lazy("conversation", "Topic"), max_length=60, required=False)
    meta = forms.BooleanField(
        label=_("A question about the voter, not an opinion; it is never used for groups"), required=False
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        forms_first = {form.value.replace("-", "_"): wording(form) for form in Form}
        self.fields = {**forms_first, **self.fields}

    def texts(self) -> dict[Form, str]:
        """What was typed, by form."""
        return {form: self.cleaned_data[form.value.replace("-", "_")] for form in Form}


class PastedForm(forms.Form):
    """Many at once, a line each."""

    column = forms.ChoiceField(
        label=_("Language of the list"),
        choices=[(column, form.label) for column, form in COLUMNS.items()],
    )
    lines = forms.CharField(
        label=_("Statements, each on a line of its own"),
        strip=False,
        widget=forms.Textarea({"rows": 8}),
    )


class StatementFileForm(forms.Form):
    """Many at once, from a file."""

    file = forms.FileField(
        label=_("File with the columns text_kk, text_ru, text_en, topic"),
        help_text=_("CSV in UTF-8. All rows are taken or none."),
        widget=forms.FileInput(FILES),
    )


def wording(form: Form) -> forms.CharField:
    """One line in one language and script."""
    direction = "rtl" if form == Form.KK_ARAB else "auto"
    return forms.CharField(
        label=form.label,
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.TextInput({"lang": form.value, "dir": direction}),
    )
