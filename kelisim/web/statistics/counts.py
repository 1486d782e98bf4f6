"""The page of released counts: every table of a period with its revisions and digests, small ones hidden."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from kelisim.apps.mediation.models.case import Outcome
from kelisim.apps.mediation.public import ReleasedCounts, has_sample, released_until
from kelisim.engines.disclosure.types import TOTAL
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.places.models import Territory
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.charts.draw import Words
from kelisim.web.charts.figure import Column, Figure, drawings
from kelisim.web.files import Cell
from kelisim.web.statistics.released import HIDDEN, telling
from kelisim.web.statistics.tables import Table, shown
from kelisim.web.statistics.words import whole

# What a table is of, and from which closed lists its rows and columns are called.
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
LISTS = {
    "region_topic": ("", "topics"),
    "access": ("channels", ""),
    "stage": ("", "stages"),
    "discrimination": ("discrimination_grounds", "discrimination_areas"),
    "performance": ("", "performance"),
    "break_glass": ("", "break_glass"),
}


def released_counts(request: HttpRequest) -> HttpResponse:
    """One period at a time, the latest unless another is asked for, small counts hidden."""
    everything = released_until(timezone.localdate())
    periods = sorted({_key(one) for one in everything}, reverse=True)
    asked = request.GET.get("period") or (periods[0] if periods else "")
    if periods and asked not in periods:
        raise Http404
    found = [one for one in everything if _key(one) == asked]
    names = _places(found)
    tables = [_table(one, names) for one in telling(found)]
    figures = [_figure(one, names) for one in telling(found) if len(one.counts.rows) == 1]
    digests = _digests(found)
    context = {
        "tables": tables,
        "figures": figures,
        "digests": digests,
        "periods": [{"key": key, "said": _span(key), "chosen": key == asked} for key in periods],
        "sample": has_sample(),
        "revised": any(one.revision > 1 for one in found),
    }
    return shown(request, "statistics/released_counts.html", context, *tables, digests)


def _key(one: ReleasedCounts) -> str:
    return f"{one.period.since.isoformat()}..{one.period.until.isoformat()}"


def _span(key: str) -> str:
    since, until = (date.fromisoformat(part) for part in key.split(".."))
    return _("%(since)s to %(until)s") % {
        "since": say.date(since),
        "until": say.date(until - timedelta(days=1)),
    }


def _places(found: Sequence[ReleasedCounts]) -> dict[str, str]:
    codes = {row for one in found for row in one.counts.rows}
    return {row.code: of(row, "name") for row in Territory.objects.filter(code__in=codes)}


def _called(code: str, group: str, names: dict[str, str]) -> str:
    if group:
        return code_name(group, code).of()
    return names.get(code) or (str(Outcome(code).label) if code in Outcome.values else code)


def _title(one: ReleasedCounts) -> str:
    title = str(TITLES[one.period.level])
    if one.revision == 1:
        return title
    return _("%(title)s, revision %(number)s") % {"title": title, "number": one.revision}


def _said(value: int | None) -> str:
    return Cell(HIDDEN, None) if value is None else whole(value)


def _table(one: ReleasedCounts, names: dict[str, str]) -> Table:
    """Rows down, columns across; a list stands upright."""
    counts, (down, across) = one.counts, LISTS.get(one.period.level, ("", ""))
    rows, columns = list(counts.rows), list(counts.columns)
    if len(rows) == 1:
        lines = [[_called(code, across, names), _said(counts.value(column=code))] for code in columns]
        heads = [Column(label=pgettext("column", "Total"), number=True)]
        foot = [_said(counts.value())]
    else:
        wide = [] if len(columns) == 1 else columns
        lines = [
            [_called(row, down, names), *(_said(counts.value(row, column)) for column in (*wide, TOTAL))]
            for row in rows
        ]
        heads = [Column(label=_called(code, across, names), number=True) for code in wide]
        heads.append(Column(label=pgettext("column", "Total"), number=True))
        foot = [_said(counts.value(column=column)) for column in (*wide, TOTAL)]
    return Table(
        key=f"{one.period.level}-{one.revision}",
        caption=_title(one),
        columns=[Column(label=""), *heads],
        rows=lines,
        foot=[_("Total, rounded by itself"), *foot],
        chips=[],
    )


def _figure(one: ReleasedCounts, names: dict[str, str]) -> Figure:
    """Bars of what is printed of a list; its table beneath says what is hidden."""
    table, (_down, across) = _table(one, names), LISTS.get(one.period.level, ("", ""))
    told = [(code, one.counts.value(column=code)) for code in one.counts.columns]
    most = max((value for _code, value in told if value is not None), default=1)
    bars = [
        {"name": _called(code, across, names), "share": (value or 0) / most, "said": _said(value)}
        for code, value in told
    ]
    words = Words(title=_title(one), description=_("Small counts are hidden: see the table."), labels={})
    return Figure(
        key=f"drawn-{table.key}",
        caption=_title(one),
        **drawings("statistics.shares", bars, words),
        chips=[],
        columns=table.columns,
        rows=table.rows,
    )


def _digests(found: Sequence[ReleasedCounts]) -> Table:
    """Every table of the period, those of which everything is hidden too."""
    rows = [
        [
            _title(one),
            say.date(one.released_on),
            _("%(hidden)s of %(all)s") % {"hidden": one.counts.hidden, "all": len(one.counts.values)},
            one.digest,
        ]
        for one in found
    ]
    return Table(
        key="digests",
        caption=_("Digests of the released tables"),
        columns=[
            Column(label=pgettext("column", "Table")),
            Column(label=pgettext("column", "Released on")),
            Column(label=pgettext("column", "Hidden")),
            Column(label="SHA-256"),
        ],
        rows=rows,
        chips=[],
        stack=True,
    )
