"""The page of diversity: how mixed each place is, how each people is spread, and what that does not tell."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from kelisim.apps.statistics.errors import NoSuchFigures
from kelisim.apps.statistics.queries.diversity import Diversity, People, Place, diversity
from kelisim.kernel.packs.pack import current
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.charts.draw import Words
from kelisim.web.charts.figure import Column, Figure, drawings
from kelisim.web.files import Cell, Listing
from kelisim.web.statistics.population import Figures
from kelisim.web.statistics.tables import Table, shown
from kelisim.web.statistics.words import chip, number, period, whole

DIGITS = 4


class PeopleForm(forms.Form):
    """With whom the other peoples are compared."""

    people = forms.ChoiceField(label=gettext_lazy("Compare with"))

    def __init__(self, asked: str, found: Diversity) -> None:
        super().__init__({"people": asked or found.chosen.code})
        field = self.fields["people"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it is; tells the type checker
        field.choices = [(row.category.code, of(row.category, "name")) for row in found.peoples]


def page(request: HttpRequest) -> HttpResponse:
    """Both tables, the article's own shares, and the form."""
    asked = request.GET.get("people", "")
    try:
        found = diversity(current().country, asked)
    except NoSuchFigures:
        return render(request, "statistics/nothing.html", {"title": _("Diversity of composition")})
    form = PeopleForm(asked, found)
    form.is_valid()
    figures = Figures()
    places, peoples, printed = _places_figure(found, figures), _peoples_table(found), _printed_table(found)
    context = {
        "form": form,
        "found": found,
        "on": period(found.period),
        "chip": chip(found.source, found.period),
        "sums": [
            {"value": _index(found.country.measures.fractionalisation), "what": _("fractionalisation")},
            {"value": _index(found.country.measures.entropy), "what": _("entropy, nats")},
            {"value": say.number(found.country.measures.effective, digits=2), "what": _("effective number")},
        ],
        "rest": say.number(found.country.measures.rest, digits=6),
        "residuals": ", ".join(of(row, "name") for row in found.residuals),
        "least": figures.name(_codes(found, found.places[0], figures)),
        "most": figures.name(_codes(found, found.places[-1], figures)),
        "places": places,
        "peoples": peoples,
        "printed": printed,
    }
    return shown(request, "statistics/diversity.html", context, _places_file(found), peoples, printed)


def _places_file(found: Diversity) -> Listing:
    """Every place with all its measures."""
    columns = ("territory", "period", "layout", "people", "rows", "fractionalisation", "entropy", "effective")
    lines = [
        (
            one.territory,
            found.period,
            None if one is found.country else found.layout,
            one.people,
            one.measures.rows,
            *(round(value, 6) for value in _values(one)),
        )
        for one in (found.country, *found.places)
    ]
    return Listing(name="places", columns=columns, rows=lines)


def _peoples_file(found: Diversity) -> Listing:
    """Every people against the chosen one."""
    columns = ("people", "compared_with", "period", "layout", "count", "dissimilarity", "isolation")
    lines = [
        (
            row.category.code,
            found.chosen.code,
            found.period,
            found.layout,
            row.people,
            None if row.apart is None else round(row.apart, 6),
            round(row.alone, 6),
        )
        for row in found.peoples
    ]
    return Listing(name="peoples", columns=columns, rows=lines)


def _values(one: Place) -> tuple[float, float, float]:
    return one.measures.fractionalisation, one.measures.entropy, one.measures.effective


def _index(value: float) -> Cell:
    return number(value, DIGITS)


def _codes(found: Diversity, one: Place, figures: Figures) -> tuple[str, ...]:
    """The units of today that a place of the table covers together."""
    if one is found.country:
        return (one.territory,)
    return figures.layouts.parts(one.territory, found.layout, later=len(figures.layouts.units))


def _places_figure(found: Diversity, figures: Figures) -> Figure:
    named = [(figures.name(_codes(found, one, figures)), one) for one in (*found.places, found.country)]
    words = Words(
        title=_("Fractionalisation by place, %s") % period(found.period),
        description="; ".join(
            f"{name} {_index(one.measures.fractionalisation)}" for name, one in (named[0], named[-2])
        ),
        labels={},
    )
    return Figure(
        key="places",
        caption=words.title,
        **drawings("statistics.shares", [_bar(name, one) for name, one in named], words),
        chips=[chip(found.source, found.period)],
        columns=[
            Column(label=pgettext("column", "Place")),
            Column(label=pgettext("column", "People"), number=True),
            Column(label=_("Fractionalisation"), number=True),
            Column(label=_("Entropy, nats"), number=True),
            Column(label=_("Effective number"), number=True),
        ],
        rows=[
            [
                name,
                whole(one.people),
                _index(one.measures.fractionalisation),
                _index(one.measures.entropy),
                number(one.measures.effective, 2),
            ]
            for name, one in named
        ],
    )


def _bar(name: str, one: Place) -> dict[str, object]:
    value = one.measures.fractionalisation
    return {"name": name, "share": round(value, DIGITS), "said": _index(value)}


def _peoples_table(found: Diversity) -> Table:
    return Table(
        key="peoples",
        caption=_("Spread over %(layout)s units, compared with: %(people)s")
        % {"layout": found.layout, "people": of(found.chosen, "name")},
        columns=[
            Column(label=_("People (ethnic group)")),
            Column(label=pgettext("column", "Count"), number=True),
            Column(label=_("Dissimilarity"), number=True),
            Column(label=_("Isolation"), number=True),
        ],
        rows=[_people(row) for row in found.peoples],
        chips=[chip(found.source, found.period)],
        file=_peoples_file(found),
    )


def _people(row: People) -> list[str]:
    apart = pgettext("people", "itself") if row.apart is None else _index(row.apart)
    return [of(row.category, "name"), whole(row.people), apart, _index(row.alone)]


def _printed_table(found: Diversity) -> Table | None:
    """What the rounded shares of the article give, which do not make a hundred."""
    if not found.printed:
        return None
    return Table(
        key="printed",
        caption=_("Fractionalisation from printed shares"),
        columns=[
            Column(label=pgettext("column", "When")),
            Column(label=_("As printed"), number=True),
            Column(label=_("Rescaled to 100"), number=True),
        ],
        rows=[[period(when), _index(printed), _index(rescaled)] for when, printed, rescaled in found.printed],
        chips=[chip(source) for source in found.printed_sources],
    )
