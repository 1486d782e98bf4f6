"""The form of evidence, and the editors' form of a decision. What is wrong the room says, not the form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kelisim.apps.statistics.actions.decide_evidence import LONGEST_ANSWER
from kelisim.apps.statistics.actions.hand_in import LIMITS, Offer
from kelisim.apps.statistics.errors.evidence import (
    DayMissing,
    EvidenceRefused,
    LanguageMissing,
    PlaceMissing,
    PublicReasonMissing,
    SideMissing,
    SourceMissing,
    WordsMissing,
)
from kelisim.apps.statistics.states.evidence import Side

DAYS = ["%Y-%m-%d", "%d.%m.%Y"]


class Written(forms.CharField):
    """Text as it was typed. A null character, which no keyboard has and no database keeps, is left out."""

    def to_python(self, value: Any) -> str:
        """The text with plain line ends."""
        text = str(value or "").replace("\x00", "").replace("\r\n", "\n")
        return str(super().to_python(text))


class EvidenceForm(forms.Form):
    """For or against, the words, the source, and a name if she wants one shown."""

    use_required_attribute = False
    side = forms.ChoiceField(
        label=_("Which way does it point?"),
        choices=Side.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), SideMissing.text),
    )
    words = Written(
        label=_("What you know"),
        help_text=format_lazy(
            _("In your own words, at most {limit} characters. It is published exactly as you write it."),
            limit=LIMITS["words"],
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": WordsMissing.text},
    )
    language = forms.ChoiceField(
        label=_("Language you write in"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), LanguageMissing.text),
    )
    source_title = Written(
        label=_("Source"),
        help_text=_("The title of a book, article, act, report or page, with its author and year."),
        error_messages={"required": SourceMissing.text},
    )
    source_address = Written(
        label=_("Where it is found"),
        help_text=_("A web address, or the publisher, archive and page."),
        error_messages={"required": PlaceMissing.text},
    )
    source_read_on = forms.DateField(
        label=_("The day you read it"),
        input_formats=DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": DayMissing.text,
            "invalid": _("This is no day. Write it as YYYY-MM-DD, for example 2021-01-01."),
        },
    )
    name = Written(
        label=_("Name shown beside it"),
        required=False,
        help_text=_("A name, an organisation, or nothing: then “no name given” is shown."),
    )

    def offer(self) -> Offer:
        """What was typed, for the room to judge."""
        told = self.cleaned_data
        texts = {name: told.get(name, "") for name in self.fields if name != "source_read_on"}
        return Offer(**texts, source_read_on=told.get("source_read_on"))

    def tell(self, refused: EvidenceRefused) -> None:
        """Each problem beside its field, unless something more exact stands there already."""
        for name, problem in refused.problems.items():
            if not name or name not in self.errors:
                self.add_error(name or None, str(problem))


class DecisionForm(forms.Form):
    """What the editors answer to what they have not decided on yet."""

    answer = Written(
        label=_("Answer of the editors"),
        required=False,
        help_text=format_lazy(
            _(
                "If you return it: why, and what the writer can do; only she reads it. If you publish it: "
                "shown beside it, if you wish. At most {limit} characters."
            ),
            limit=LONGEST_ANSWER,
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class TakeDownForm(DecisionForm):
    """Why something that was public is taken down."""

    use_required_attribute = False
    answer = Written(
        label=_("Why it is taken down"),
        error_messages={"required": PublicReasonMissing.text},
        help_text=format_lazy(
            _("Everybody reads it in the history of the claim: name nobody. At most {limit} characters."),
            limit=LONGEST_ANSWER,
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
