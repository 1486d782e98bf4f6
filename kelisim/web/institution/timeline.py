"""The page of the axis: everything the ledger holds, by year, with what is still undecided on top."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.institution.queries.labels import Labels, labels
from kelisim.apps.institution.queries.ledger import ledger
from kelisim.apps.institution.queries.structure import Structure, structure_from
from kelisim.apps.institution.states import Verb
from kelisim.engines.timeline.types import Effect, Kind
from kelisim.kernel.places.models import Territory
from kelisim.kernel.texts.of import of
from kelisim.web.files import list_file, listing, refused, wanted
from kelisim.web.institution import tree
from kelisim.web.institution.axis import COLUMNS, Entry, by_year, effects_told, others_told, touches


class AxisForm(forms.Form):
    """One body, one power, one verb, or everything."""

    organ = forms.ChoiceField(label=pgettext_lazy("structure", "Body"), required=False)
    power = forms.ChoiceField(label=_("Power"), required=False)
    verb = forms.ChoiceField(label=_("What acts do"), required=False)

    def __init__(self, data: QueryDict, bodies: dict[str, str], powers: dict[str, str]) -> None:
        super().__init__(data)
        everything = ("", _("Everything"))
        for name, choices in (("organ", bodies), ("power", powers), ("verb", dict(Verb.choices))):
            rows = (
                sorted(choices.items(), key=lambda pair: str(pair[1])) if name != "verb" else choices.items()
            )
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label, required=False, choices=[everything, *rows]
            )


def institution_timeline(request: HttpRequest) -> HttpResponse:
    """Acts, effects, events and claims on one axis; by body, power or verb."""
    rows = [row for row in ledger() if row.voided is None]
    if not rows:
        return render(request, "institution/no_ledger.html")
    found = structure_from(rows, timezone.localdate())
    names = labels(found)
    form = AxisForm(request.GET, _bodies(rows, names), {code: names.power(code) for code in names.powers})
    if not form.is_valid() and wanted(request):
        return refused(form)
    organ, power, verb = (form.cleaned_data.get(name, "") for name in ("organ", "power", "verb"))
    kept = {row.code for row in rows if _kept(row, organ, power, verb)}
    told = [entry for entry in effects_told(rows, names, territories(rows)) if entry.code in kept]
    if not (power or verb):
        told += [entry for entry in others_told(rows, names) if not organ or entry.subject == organ]
    ordered = (entry.row() for _year, entries in by_year(told) for entry in entries)
    file = list_file(request, listing("institution-timeline", ordered, COLUMNS))
    return file or render(request, "institution/timeline.html", _context(form, told, found, names, kept))


def _context(
    form: AxisForm, told: list[Entry], found: Structure, names: Labels, kept: set[str]
) -> dict[str, object]:
    undecided = [line for line in found.consequences if line.effect.code in kept]
    return {
        "form": form,
        "years": by_year(told),
        "count": len(told),
        "undecided": [
            (line.act, names.act_short(line.act), tree.cited_effect(line.effect, names)) for line in undecided
        ],
    }


def _kept(row: Effect, organ: str, power: str, verb: str) -> bool:
    return (
        (not organ or touches(row, organ))
        and (not power or (row.kind is Kind.POWER and row.subject == power))
        and (not verb or row.verb.value == verb)
    )


def _bodies(rows: list[Effect], names: Labels) -> dict[str, str]:
    codes = {row.subject for row in rows if row.kind is Kind.ORGANISATION} | {
        row.key for row in rows if row.key
    }
    return {code: names.body(code) for code in codes}


def territories(rows: list[Effect]) -> dict[str, str]:
    """Names of the territories the rows speak of."""
    codes = {row.subject for row in rows if row.kind is Kind.TERRITORY}
    codes |= {str(row.value["from"]) for row in rows if row.kind is Kind.TERRITORY and "from" in row.value}
    return {row.code: of(row, "name") for row in Territory.objects.filter(code__in=codes)}
