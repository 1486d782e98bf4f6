"""The whole application on one page, as a clerk asks it at the desk or on the telephone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.registry.public import Organisation
from kelisim.kernel.packs.codes import choices
from kelisim.kernel.packs.triage import questions
from kelisim.kernel.places.models import Level, Territory
from kelisim.kernel.places.queries import region_of
from kelisim.kernel.texts.of import of
from kelisim.web.mediation.apply.forms import (
    ApplicantScreen,
    CourtScreen,
    MatterScreen,
    OtherScreen,
    Screen,
    WishesScreen,
)
from kelisim.web.mediation.apply.steps import TRIAGE
from kelisim.web.mediation.staff.forms.triage import once_field

# How an application reaches a desk; the others come by themselves.
CHANNELS = ("office", "telephone", "paper", "email")


class PlaceSection(Screen):
    """How it came in, to which office, from where."""

    title = _("How and where")

    channel = forms.ChoiceField(label=_("Came in by"))
    office = forms.ChoiceField(label=pgettext_lazy("field", "Office"))
    territory = forms.ChoiceField(label=_("Where the applicant lives"))

    def __init__(self, data: Any = None, *, answers: Mapping[str, str], offices: list[Organisation]) -> None:
        super().__init__(data, answers={"channel": CHANNELS[0], **answers})
        ways = [one for one in choices("channels") if one[0] in CHANNELS]
        self.fields["channel"].choices = ways  # type: ignore[attr-defined]
        self.fields["office"].choices = [(one.code, of(one, "name")) for one in offices]  # type: ignore[attr-defined]
        self.fields["territory"].choices = _places(offices)  # type: ignore[attr-defined]
        home = offices[0].territory_id if offices else ""
        self.initial.setdefault("territory", home)


def _places(offices: list[Organisation]) -> list[tuple[str, str]]:
    """The regions of her offices and their districts."""
    regions = {region_of(one.territory) for one in offices if one.territory}
    found = []
    for region in sorted(regions, key=lambda one: one.code):
        below = Territory.objects.filter(parent=region, level=Level.DISTRICT, until=None)
        found += [(region.code, of(region, "name")), *[(one.code, of(one, "name")) for one in below]]
    return found


class QuestionSection(Screen):
    """The questions of the guided start, each as a list to choose from by its first letter."""

    title = _("First questions")

    def __init__(self, data: Any = None, *, answers: Mapping[str, str]) -> None:
        super().__init__(data, answers=answers)
        for one in questions():
            options = [("", _t("Choose")), *[(answer.code, answer.text.of()) for answer in one.answers]]
            self.fields[f"{TRIAGE}{one.code}"] = forms.ChoiceField(label=one.text.of(), choices=options)


class ConsentSection(Screen):
    """What the applicant was told and agreed to."""

    title = _("Consent")

    notice = forms.BooleanField(
        label=_("I told the applicant how the data are kept and who sees what, and the applicant agrees"),
        error_messages={"required": _("Without this the application cannot be taken.")},
    )
    follow_up = forms.BooleanField(
        label=_("After a settlement the applicant may be asked whether it was performed"), required=False
    )
    once = once_field()


@dataclass
class WalkIn:
    """Every section, bound to one sending or empty."""

    sections: list[Screen]
    answers: dict[str, str] = field(default_factory=dict, repr=False)

    def is_valid(self) -> bool:
        """Whether all of it is; every section is looked through, so that all errors show at once."""
        wrong = [one for one in self.sections if not one.is_valid()]
        return not wrong

    def told(self, name: str) -> Any:
        """A field's cleaned value."""
        return next((one.cleaned_data[name] for one in self.sections if name in one.cleaned_data), "")


def walk_in(data: QueryDict | None, *, offices: list[Organisation], language: str) -> WalkIn:
    """The page's form."""
    known = {"language": language, "acts_as": "self", "applicant_kind": "person", "other_kind": "person"}
    sections: list[Screen] = [
        PlaceSection(data, answers=known, offices=offices),
        ApplicantScreen(data, answers=known),
        OtherScreen(data, answers=known),
        QuestionSection(data, answers=known),
        MatterScreen(data, answers=known),
        WishesScreen(data, answers=known),
        CourtScreen(data, answers=known),
        ConsentSection(data, answers=known),
    ]
    answers: dict[str, str] = {}
    for one in sections:
        answers |= one.typed()
    return WalkIn(sections=sections, answers=answers)


def read_back(section: Screen) -> list[dict[str, str]]:
    """What was typed in one section, as it is read out to the applicant."""
    lines = []
    for bound in section:
        value = section.typed().get(bound.name, "")
        if value and not bound.is_hidden:
            lines.append({"label": str(bound.label), "value": _in_words(bound, value)})
    return lines


def _in_words(bound: forms.BoundField, value: str) -> str:
    named = {str(code): str(label) for code, label in getattr(bound.field, "choices", [])}
    if value == "on":
        return "✓"
    if isinstance(bound.field, forms.MultipleChoiceField):
        return ", ".join(named.get(code, code) for code in value.split())
    return named.get(value, value)
