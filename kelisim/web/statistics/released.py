"""The mediation room's own counts, as it released them: of the latest quarter out, small ones hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from kelisim.apps.mediation.models.case import Outcome
from kelisim.apps.mediation.public import Period, ReleasedCounts, last_quarter
from kelisim.engines.disclosure.types import TOTAL, Released
from kelisim.engines.names.order import sort_key
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.places.models import Territory
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.charts.figure import Column
from kelisim.web.statistics.tables import Table
from kelisim.web.statistics.words import whole

HIDDEN = "<5"  # one sign whatever the reason; the page says what it stands for
# What a table is of.
TITLES = {
    "outcome": gettext_lazy("How applications ended"),
    "region_topic": gettext_lazy("Applications by region and topic"),
    "district": gettext_lazy("Applications by district"),
    "access": gettext_lazy("Applications by channel and language"),
    "stage": gettext_lazy("What lay before a court or another body, by region"),
    "discrimination": gettext_lazy("Claimed discrimination, by ground and area"),
    "performance": gettext_lazy("How settlements were performed"),
    "break_glass": gettext_lazy("Openings of the escrow, by reason"),
}


@dataclass(frozen=True, kw_only=True)
class Quarter:
    """The latest quarter that is out: its tables that print something, and what those are of that do not."""

    span: str
    tables: list[Table]
    withheld: list[str]


def released() -> Quarter | None:
    """Outcomes of the whole country, and applications by region and topic; None while nothing is out.

    One query and one for the names; nothing is computed here.
    """
    out = last_quarter()
    if not out:
        return None
    return Quarter(
        span=_span(out[0].period),
        tables=[DRAWN[one.period.level](one.counts, _span(one.period)) for one in telling(out)],
        withheld=[str(TITLES[one.period.level]) for one in silent(out)],
    )


def telling(tables: Iterable[ReleasedCounts]) -> list[ReleasedCounts]:
    """Without those of which everything is hidden."""
    return [one for one in tables if one.counts.hidden < len(one.counts.values)]


def silent(tables: Iterable[ReleasedCounts]) -> list[ReleasedCounts]:
    """Those of which everything is hidden."""
    return [one for one in tables if one.counts.hidden == len(one.counts.values)]


def span_of(since: date, until: date) -> str:
    """A period by its first and its last day; `until` is the day after it."""
    return _("%(since)s to %(until)s") % {
        "since": say.date(since),
        "until": say.date(until - timedelta(days=1)),
    }


def _span(period: Period) -> str:
    return span_of(period.since, period.until)


def outcomes(counts: Released, span: str) -> Table:
    """One line an outcome, in the order of the balance."""
    order = [code for code in Outcome.values if code in counts.columns]
    return Table(
        key="released-outcomes",
        caption=_("How applications ended, %s") % span,
        columns=[Column(label=""), Column(label=pgettext("column", "Applications"), number=True)],
        rows=[[sentence(str(Outcome(code).label)), _said(counts.value(column=code))] for code in order],
        foot=[_("Total, rounded by itself"), _said(counts.value())],
        chips=[],
    )


def regions(counts: Released, span: str) -> Table:
    """Regions down, topics across."""
    names: dict[str, str] = {
        row.code: of(row, "name") for row in Territory.objects.filter(code__in=counts.rows)
    }
    topics = sorted(counts.columns, key=lambda code: sort_key(code_name("topics", code).of()))
    called = {code: names.get(code, code) for code in counts.rows}
    down = sorted(called, key=lambda code: sort_key(called[code]))
    across = [*topics, TOTAL]
    return Table(
        key="released-regions",
        caption=_("Applications by region and topic, %s") % span,
        columns=[
            Column(label=_("Region or city")),
            *(Column(label=code_name("topics", code).of(), number=True) for code in topics),
            Column(label=pgettext("column", "Total"), number=True),
        ],
        rows=[[called[region], *_line(counts, region, across)] for region in down],
        foot=[_("Total, rounded by itself"), *_line(counts, TOTAL, across)],
        chips=[],
    )


def _line(counts: Released, row: str, columns: list[str]) -> list[str]:
    return [_said(counts.value(row, column)) for column in columns]


def _said(value: int | None) -> str:
    return HIDDEN if value is None else whole(value)


def sentence(text: str) -> str:
    """As it stands at the beginning of a line."""
    return text[:1].upper() + text[1:]


DRAWN = {"outcome": outcomes, "region_topic": regions}
