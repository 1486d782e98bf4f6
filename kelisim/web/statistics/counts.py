"""The page of released counts: every table of a period with its revisions and digests, small ones hidden."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kelisim.apps.mediation.models.case import Outcome
from kelisim.apps.mediation.public import ReleasedCounts, released_until
from kelisim.engines.disclosure.types import TOTAL
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.places.models import Territory
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.charts.draw import Words
from kelisim.web.charts.figure import Column, Figure, drawings
from kelisim.web.files import Cell
from kelisim.web.statistics.released import HIDDEN, TITLES, sentence, silent, span_of, telling
from kelisim.web.statistics.tables import Table, shown
from kelisim.web.statistics.words import whole

# From which closed lists the rows and columns of a table are called.
QUARTERS = ("I", "II", "III", "IV")
_LONGEST_QUARTER = 92  # days
LANGUAGES = "languages"  # not a list of the pack: each is called as the reader calls it
LISTS = {
    "region_topic": ("", "topics"),
    "access": ("channels", LANGUAGES),
    "stage": ("", "stages"),
    "discrimination": ("discrimination_grounds", "discrimination_areas"),
    "performance": ("", "closing"),
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
    speaking = [_key(one) for one in telling(everything)]
    names = _places(found)
    lists = [_figure(one, names) for one in telling(found) if _drawable(one)]
    tables = [_table(one, names) for one in telling(found) if not _drawable(one)]
    digests = _digests(found)
    context = {
        "tables": tables,
        "figures": lists,
        "digests": digests,
        "withheld": [_title(one) for one in silent(found)],
        "speaking": {"key": max(speaking), "said": _called_period(max(speaking))} if speaking else None,
        "periods": [_choice(key, chosen=key == asked, silent=key not in speaking) for key in periods],
        "span": _span(asked) if asked else "",
        "api": _api(asked) if asked else "",
        "revision": max((one.revision for one in found), default=1),
    }
    return shown(request, "statistics/released_counts.html", context, *lists, *tables, digests)


def _choice(key: str, *, chosen: bool, silent: bool) -> dict[str, object]:
    said = _("%(period)s (withheld)") % {"period": _called_period(key)} if silent else _called_period(key)
    return {"key": key, "said": said, "chosen": chosen}


def _called_period(key: str) -> str:
    """A year, or one of its quarters: short enough for a phone."""
    since, until = map(date.fromisoformat, key.split(".."))
    if (until - since).days > _LONGEST_QUARTER:
        return say.date(since, precision="year")
    quarter = QUARTERS[(since.month - 1) // 3]
    return _("%(quarter)s quarter of %(year)s") % {"quarter": quarter, "year": since.year}


def _drawable(one: ReleasedCounts) -> bool:
    """A list of which more is printed than its total."""
    return len(one.counts.rows) == 1 and any(one.counts.value(column=at) for at in one.counts.columns)


def _key(one: ReleasedCounts) -> str:
    return f"{one.period.since.isoformat()}..{one.period.until.isoformat()}"


def _span(key: str) -> str:
    since, until = key.split("..")
    return span_of(date.fromisoformat(since), date.fromisoformat(until))


def _api(key: str) -> str:
    """Where programs read the same tables; there a period ends with its last day."""
    since, until = (date.fromisoformat(part) for part in key.split(".."))
    query = {"from": since.isoformat(), "to": (until - timedelta(days=1)).isoformat()}
    return f"{reverse('api:mediation_released')}?{urlencode(query)}"


def _places(found: Sequence[ReleasedCounts]) -> dict[str, str]:
    codes = {row for one in found for row in one.counts.rows}
    return {row.code: of(row, "name") for row in Territory.objects.filter(code__in=codes)}


def _called(code: str, group: str, names: dict[str, str]) -> str:
    if group == LANGUAGES:
        return say.language_name(code)
    if group:
        return code_name(group, code).of()
    return names.get(code) or (sentence(str(Outcome(code).label)) if code in Outcome.values else code)


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
    """Bars of what is printed of a list; in its table the total too, and what is hidden."""
    table, (_down, across) = _table(one, names), LISTS.get(one.period.level, ("", ""))
    told = [(code, one.counts.value(column=code)) for code in one.counts.columns]
    bars = [
        {"name": _called(code, across, names), "count": value or 0, "said": _said(value)}
        for code, value in told
    ]
    words = Words(title=_title(one), description=_("Small counts are hidden: see the table."), labels={})
    return Figure(
        key=table.key,
        caption=_title(one),
        **drawings("statistics.counts", bars, words),
        chips=[],
        columns=table.columns,
        rows=[*table.rows, table.foot or []],
    )


def _said_hidden(one: ReleasedCounts) -> str:
    """How many of the values a reader sees are hidden; in a list a line and its total are one value."""
    rows, columns = (list(names) for names in (one.counts.rows, one.counts.columns))
    if len(rows) > 1:
        rows.append(TOTAL)
    if len(columns) > 1:
        columns.append(TOTAL)
    values = [one.counts.value(row, column) for row in rows for column in columns]
    return _("%(hidden)s of %(all)s") % {"hidden": values.count(None), "all": len(values)}


def _digests(found: Sequence[ReleasedCounts]) -> Table:
    """Every table of the period, those of which everything is hidden too."""
    rows = [
        [
            _title(one),
            say.date(one.released_on),
            _said_hidden(one),
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
