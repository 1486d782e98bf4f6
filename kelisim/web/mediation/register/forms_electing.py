"""What is typed of a meeting that elected: the meeting, its candidates, the term."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.mediation.actions.record_election import Term
from kelisim.apps.mediation.queries.papers.elections import Election, election_of
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.texts.of import of

LONG, NUMBER, MOST_PEOPLE = 200, 40, 1_000_000
ROWS_AT_FIRST, MOST_ROWS = 4, 20


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day of the calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def line(label: Any, *, required: bool = True, letters: int = LONG, help_text: Any = "") -> forms.CharField:
    """One line; the browser proposes nothing in it."""
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(
        label=label, required=required, max_length=letters, help_text=help_text, widget=widget
    )


def people(label: Any, *, required: bool = True) -> forms.IntegerField:
    """How many."""
    widget = forms.NumberInput(attrs={"min": 0, "inputmode": "numeric"})
    return forms.IntegerField(
        label=label, required=required, min_value=0, max_value=MOST_PEOPLE, widget=widget
    )


class MeetingForm(forms.Form):
    """Everything but the candidates."""

    office = forms.ChoiceField(label=_("For which office"))
    lang = forms.ChoiceField(label=_("Language of the protocol"), choices=settings.LANGUAGES)
    number = line(_("Number of the protocol"), letters=NUMBER)
    held_on = day(_("Held on"))
    place = line(_("Place of the meeting"))
    community = line(_("Local community"))
    entitled = people(_("Entitled to vote"))
    present = people(pgettext_lazy("vote", "Present"))
    chair = line(_("Chair of the meeting"))
    secretary = line(_("Secretary of the meeting"))
    handed_to = line(_("To be handed to"), required=False)
    since = day(_("First day of the term"))
    until = day(_("First day after the term"), required=False, help_text=_("Empty: no end was set."))

    def __init__(self, *args: Any, offices: dict[str, Organisation], **named: Any) -> None:
        super().__init__(*args, **named)
        self.offices = offices
        choices = [(code, of(one, "name")) for code, one in offices.items()]
        self.fields["office"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> Organisation:
        """The office of the meeting."""
        return self.offices[self.cleaned_data["office"]]

    def term(self) -> Term:
        """From when to when."""
        return Term(since=self.cleaned_data["since"], until=self.cleaned_data["until"])

    def told(self, candidates: list[dict[str, Any]]) -> Election:
        """The protocol. Raises ProtocolUnreadable with the fields that cannot be."""
        data = {**self.cleaned_data, "held_on": self.cleaned_data["held_on"].isoformat()}
        return election_of({**data, "candidates": candidates})


class CandidateForm(forms.Form):
    """One candidate and the votes; a row without a name is no candidate."""

    name = line(_("Candidate"), required=False)
    votes = people(pgettext_lazy("vote", "For"), required=False)
    against = people(pgettext_lazy("vote", "Against"), required=False)
    abstained = people(pgettext_lazy("vote", "Abstained"), required=False)
    entry = line(
        _("Number of the entry, if this person stands on the register already"),
        required=False,
        letters=NUMBER,
    )
    elected = forms.BooleanField(label=_("This candidate was elected"), required=False)

    def told(self) -> dict[str, Any]:
        """As the protocol tells it; no number typed is nobody."""
        data = self.cleaned_data
        return {**data, **{key: data[key] or 0 for key in ("votes", "against", "abstained")}}


CandidateRows: Any = forms.formset_factory(
    CandidateForm, extra=ROWS_AT_FIRST, max_num=MOST_ROWS, validate_max=True
)
