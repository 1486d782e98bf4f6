"""What a reader may choose on the population page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A place, the year of the map, and the day of the composition."""

    territory: str
    year: str
    composition: str


class PopulationForm(forms.Form):
    """Three lists; whatever is not chosen has the latest there is."""

    territory = forms.ChoiceField(label=_("Region or city"))
    year = forms.ChoiceField(label=_("Year of the map"))
    composition = forms.ChoiceField(label=_("Composition as of"))

    def __init__(self, data: QueryDict, options: dict[str, list[tuple[str, str]]]) -> None:
        self.first = {name: choices[0][0] for name, choices in options.items() if choices}
        kept = {name: data.get(name) or self.first.get(name, "") for name in options}
        super().__init__(kept)
        for name, choices in options.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - all three are; tells the type checker
            field.choices = choices

    def choice(self) -> Choice:
        """What was chosen; the first of a list where the choice was none of it."""
        self.is_valid()
        return Choice(**{name: self.cleaned_data.get(name) or first for name, first in self.first.items()})


class AsKnownForm(forms.Form):
    """The day at whose end the figures stood so; today where it is left out."""

    as_known = forms.DateField(
        label=_("As known on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def day(self) -> date | None:
        """The day, if one was given and can be read."""
        self.is_valid()
        found: date | None = self.cleaned_data.get("as_known")
        return found
