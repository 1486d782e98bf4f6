"""The page of methods: periods between cuts, periods side by side, two regions side by side."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kelisim.apps.institution.errors import BadDay
from kelisim.apps.institution.models import Act
from kelisim.apps.institution.queries.days import day_of
from kelisim.apps.institution.queries.eras import Period, cuts, periods, statuses
from kelisim.apps.institution.queries.labels import Labels
from kelisim.apps.institution.queries.ledger import adopted, ledger
from kelisim.apps.institution.queries.notes import frame, status_words
from kelisim.apps.statistics.errors import GrowthAcrossBreak
from kelisim.apps.statistics.queries.series import Series, series
from kelisim.kernel.packs.pack import current
from kelisim.kernel.texts import say
from kelisim.web.files import Listing
from kelisim.web.statistics.comparison import Region, region_table, regions
from kelisim.web.statistics.population import Figures
from kelisim.web.statistics.tables import shown
from kelisim.web.statistics.tools import refused

MOST = 20
_APART = re.compile(r"[\s,;]+")


class MethodsForm(forms.Form):
    """Cuts of one's own, and two regions."""

    cuts = forms.CharField(
        label=gettext_lazy("Days on which a new period begins"),
        required=False,
        max_length=400,
        help_text=gettext_lazy(
            "Year-month-day, with commas between. Empty: the days on which the legal status changed."
        ),
    )
    one = forms.ChoiceField(label=gettext_lazy("First region"), required=False)
    other = forms.ChoiceField(label=gettext_lazy("Second region"), required=False)

    def __init__(self, data: QueryDict, regions: list[tuple[str, str]]) -> None:
        first = [code for code, _name in regions[:2]]
        kept = {"cuts": data.get("cuts", "")}
        kept |= {name: data.get(name) or code for name, code in zip(("one", "other"), first, strict=False)}
        super().__init__(kept)
        for name in ("one", "other"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - both are; tells the type checker
            field.choices = regions

    def clean_cuts(self) -> list[date]:
        """Every day named, in order; the first that is none is said."""
        words = [word for word in _APART.split(self.cleaned_data["cuts"]) if word]
        if len(words) > MOST:
            raise forms.ValidationError(_("At most %(most)s days.") % {"most": MOST})
        try:
            return sorted({day_of(word) for word in words})
        except BadDay as error:
            raise forms.ValidationError(str(error), code="bad_day") from None


class Asked:
    """What the reader asked for, read once for the page and its files."""

    def __init__(self, query: QueryDict) -> None:
        self.figures = Figures()
        units = self.figures.options()["territory"][1:]
        self.form = MethodsForm(query, units)
        self.form.is_valid()
        self.chosen = self.form.cleaned_data
        self.today = timezone.localdate()
        self.rows = ledger()
        self.setting = frame()

    def periods(self) -> tuple[Period, ...]:
        """By the reader's cuts, or by the changes of the status."""
        own = self.chosen.get("cuts") or cuts(statuses(self.rows, self.setting.status), self.today)
        return periods(self.rows, own, adopted=adopted(), setting=self.setting, until=self.today)

    def series(self, code: str) -> Series:
        """The population of a place by year."""
        return series(self.figures.totals, code, layouts=self.figures.layouts)

    def regions(self) -> list[Region]:
        """Both regions; none where none was published."""
        codes = [self.chosen.get(name) for name in ("one", "other")]
        return regions(self.figures, [code for code in codes if code])


def page(request: HttpRequest) -> HttpResponse:
    """Both comparisons, with what each method is for."""
    asked = Asked(request.GET)
    country = asked.series(current().country)
    eras = asked.periods()
    acts = Act.objects.filter(code__in={one.status_act for one in eras})
    names = Labels(bodies={}, powers={}, acts={act.code: act for act in acts})
    pair = region_table(asked.regions(), {row.source_id: row.source for row in asked.figures.totals})
    context = {
        "form": asked.form,
        "own": bool(asked.chosen.get("cuts")),
        "periods": [
            {
                "period": one,
                "before": one.since - timedelta(days=1),
                "status": status_words(one.status).of() if one.status else "",
                "act": names.act_short(one.status_act) if one.status_act else "",
                "growth": growth(country, one),
            }
            for one in eras
        ],
        "regions": pair,
    }
    return shown(request, "statistics/methods.html", context, _periods_file(eras), pair)


def _periods_file(eras: tuple[Period, ...]) -> Listing:
    """The periods with what stood on the last day of each."""
    columns = ("since", "until", "legal_status", "status_act", "bodies", "powers", "acts_in_force", "changes")
    rows = [
        (one.since, one.until, one.status, one.status_act, one.bodies, one.powers, one.acts, one.changes)
        for one in eras
    ]
    return Listing(name="periods", columns=columns, rows=rows)


def growth(found: Series, one: Period) -> str:
    """The growth of the population between the first and the last figure within the period."""
    inside = [
        point.period
        for point in found.points
        if one.since.isoformat() <= point.period <= one.until.isoformat()
    ]
    if len(inside) < 2:
        return _("fewer than two figures")
    try:
        return said_growth(found, inside[0], inside[-1])
    except GrowthAcrossBreak as error:
        return refused(error)


def said_growth(found: Series, since: str, until: str) -> str:
    """The growth and the years it is between."""
    return f"{say.percent(found.growth(since, until), digits=2)} ({since[:4]}\u2013{until[:4]})"
