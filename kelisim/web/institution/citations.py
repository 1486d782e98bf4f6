"""On the page of an act: articles cited, acts it changed, and the answer to a citation somebody typed."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kelisim.apps.institution.queries.labels import Labels
from kelisim.engines.timeline.citation import Citation, NoCitation, cited
from kelisim.engines.timeline.fold import order
from kelisim.engines.timeline.types import Effect, Kind, Verb
from kelisim.web.institution.axis import Entry


class CitationForm(forms.Form):
    """A citation as it was printed somewhere."""

    cite = forms.CharField(
        label=_("Citation"),
        help_text=_("As you found it, in any of the three languages, for example: article 6, point 11"),
        max_length=120,
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data if "cite" in data else None)

    def clean_cite(self) -> Citation:
        """The article named in the text."""
        try:
            return cited(self.cleaned_data["cite"])
        except NoCitation:
            raise forms.ValidationError(
                _("No article is named in this text. Write the article's number, for example: article 6."),
                code="no_citation",
            ) from None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The citation in its right order, whether it was turned round, and what rests on that clause."""

    citation: str
    turned: bool
    entries: list[Entry]


def amenders(act: str, rows: list[Effect]) -> set[str]:
    """The act and those that amended it: a clause brought in later stands in the amending act's rows."""
    return {act} | {row.act for row in rows if row.subject == act and row.verb is Verb.AMEND}


def articles(act: str, told: list[Entry], rows: list[Effect]) -> list[Entry]:
    """What rests on a named clause of this act, its own or brought in by an amending act."""
    codes = amenders(act, rows)
    return [one for one in told if one.cited and one.cited.clause and one.cited.act in codes]


def answer(form: CitationForm, found: list[Entry]) -> Answer | None:
    """What the citation points at; nothing before one is typed or where none could be read."""
    if not form.is_valid():
        return None
    citation: Citation = form.cleaned_data["cite"]
    fits = [one for one in found if one.cited and _fits(citation, one.cited.clause)]
    return Answer(citation=str(citation), turned=citation.turned, entries=fits)


def _fits(citation: Citation, clause: str) -> bool:
    """`6(14-1)` fits itself; article 6 alone fits every clause of article 6."""
    pieces = [piece.strip() for piece in clause.split(",")]
    if citation.part:
        return str(citation) in pieces
    return any(piece.partition("(")[0] == citation.article for piece in pieces)


def changed_acts(act: str, rows: list[Effect], names: Labels) -> dict[str, list[tuple[str, str, Effect]]]:
    """The acts this one amended, and those it repealed."""
    own = sorted(
        (row for row in rows if row.act == act and row.kind is Kind.ACT and row.subject != act), key=order
    )
    return {
        verb.value: [(row.subject, names.act(row.subject), row) for row in own if row.verb is verb]
        for verb in (Verb.AMEND, Verb.REPEAL)
    }
