"""Tables of published figures, and the drawing of parts beside their printed total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kelisim.apps.statistics.actions.read_rows import COLUMNS
from kelisim.apps.statistics.models import ALL, Observation
from kelisim.apps.statistics.queries.panels import Panel
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.charts.draw import Words
from kelisim.web.charts.figure import Chip, Column, Figure, drawings, tabled
from kelisim.web.files import Listing, list_file
from kelisim.web.statistics.words import MINUS, UNITS, chip, decimals, more_than, period, said, whole


@dataclass(frozen=True, kw_only=True)
class Table:
    """What a page needs for one table of figures with its sources; `file` where it holds codes, not words."""

    key: str
    caption: str
    columns: list[Column]
    rows: list[list[str]]
    chips: list[Chip]
    foot: list[str] | None = None
    data: str = ""  # the indicator whose every figure is a file of its own
    stack: bool = False  # on a phone each row becomes a card
    file: Listing | None = None

    @property
    def listing(self) -> Listing:
        """The same rows as a file, the printed total last."""
        foot = [self.foot] if self.foot else []
        return self.file or tabled(self.key, self.columns, [*self.rows, *foot])


class Tabled(Protocol):
    """Whatever a page shows as a table."""

    @property
    def listing(self) -> Listing:
        """Its rows as a file."""


def shown(
    request: HttpRequest, template: str, context: Mapping[str, object], *tables: Tabled | Listing | None
) -> HttpResponse:
    """The page; or, where a file is asked for, one of its tables."""
    there = [table for table in tables if table is not None]
    file = list_file(request, *(one if isinstance(one, Listing) else one.listing for one in there))
    return file or render(request, template, dict(context))


@dataclass(frozen=True, kw_only=True)
class Sums:
    """What `parts/reconciliation.html` takes, every number already said."""

    key: str
    title: str
    lines: list[tuple[str, str]]
    added: str
    total: str
    difference: str
    rest: str
    verdict: str
    between_sources: bool
    reason: str
    inconsistencies: Sequence[str]
    chip: Chip


def observed(name: str, rows: Iterable[Observation]) -> Listing:
    """Figures with codes and ISO dates, as an import would take them."""
    return Listing(name=name, columns=COLUMNS, rows=[cells(row) for row in rows])


def cells(row: Observation) -> list[object]:
    return [
        row.indicator_id,
        row.territory_id,
        row.category_id,
        row.period,
        None if row.value is None else say.exact(row.value),
        row.unit,
        row.layout,
        row.status,
        row.precision,
        row.break_before,
        row.source_id,
    ]


def by_category(rows: Sequence[Observation]) -> Table:
    """One indicator at one period: a line for each category, the printed total beneath."""
    first = rows[0]
    total = next((row for row in rows if row.category_id == ALL), None)
    unit = str(UNITS[first.unit])
    ordered = [*(row for row in rows if row is not total), *([total] if total else [])]
    return Table(
        key=first.indicator_id,
        file=observed(first.indicator_id, ordered),
        caption=f"{of(first.indicator, 'name')}, {period(first.period)}",
        columns=[Column(label=""), Column(label=unit[:1].upper() + unit[1:], number=True)],
        rows=[[of(row.category, "name"), said(row)] for row in rows if row.category_id != ALL],
        foot=[_("Total, as printed"), said(total)] if total else None,
        chips=_chips(rows),
        data=first.indicator_id,
    )


def by_indicator(key: str, rows: Sequence[Observation], caption: str) -> Table:
    """Several things, a line each, with the day and the source of each."""
    return Table(
        key=key,
        file=observed(key, rows),
        caption=caption,
        columns=[
            Column(label=pgettext("column", "Indicator")),
            Column(label=pgettext("column", "How many"), number=True),
            Column(label=pgettext("column", "When")),
            Column(label=pgettext("column", "Source")),
        ],
        rows=[[_what(row), said(row), period(row.period), of(row.source, "short")] for row in rows],
        chips=[chip(source) for source in {row.source_id: row.source for row in rows}.values()],
        stack=True,
    )


def _what(row: Observation) -> str:
    name = of(row.indicator, "name")
    return name if row.layout is None else f"{name}: {of(row.territory, 'name')}"


def by_period(rows: Sequence[Observation], shares: Sequence[Observation], caption: str) -> Table:
    """Categories down, periods across, count and printed share of each: side by side, not joined."""
    periods = sorted({row.period for row in rows})
    found = {(row.indicator_id, row.category_id, row.period): row for row in (*rows, *shares)}
    categories = list(dict.fromkeys(row.category for row in rows))
    columns = [Column(label=pgettext("column", "Religion"))]
    for one in periods:
        columns += [
            Column(label=f"{period(one)}: {UNITS['person']}", number=True),
            Column(label=f"{period(one)}: %", number=True),
        ]
    lines = []
    for category in categories:
        line = [of(category, "name")]
        for one in periods:
            line += [
                said(found[rows[0].indicator_id, category.code, one]),
                said(found[shares[0].indicator_id, category.code, one]),
            ]
        lines.append(line)
    return Table(
        key=rows[0].indicator_id,
        caption=caption,
        columns=columns,
        rows=lines,
        chips=[chip(rows[0].source)],
        stack=True,
        data=rows[0].indicator_id,
    )


def _chips(rows: Sequence[Observation]) -> list[Chip]:
    unique = {row.source_id: row for row in rows}
    return [chip(row.source, row.period) for row in unique.values()]


def sums(panel: Panel) -> Sums:
    """A reconciliation in the reader's words."""
    digits = max(decimals(value) for value in (panel.sums.total, *(part.value for part in panel.sums.parts)))
    percent = panel.indicator.unit == "percent"

    def tell(value: object) -> str:
        number = say.number(value, digits=digits)  # type: ignore[arg-type]
        return f"{number}\u00a0%" if percent else number

    difference, rest = panel.sums.difference, panel.sums.rest
    sign = "+" if difference and difference > 0 else ""
    return Sums(
        key=panel.key,
        title=f"{of(panel.indicator, 'name')}, {period(panel.period)}",
        lines=[
            (part.name, more_than(tell(part.value), part.value) if part.at_least else tell(part.value))
            for part in panel.sums.parts
        ],
        added=tell(panel.sums.added),
        total=tell(panel.sums.total),
        difference="" if difference is None else sign + tell(difference).replace("-", MINUS),
        rest="" if rest is None else tell(rest),
        verdict=panel.sums.verdict,
        between_sources=panel.between_sources,
        reason=panel.reason.of(),
        inconsistencies=panel.inconsistencies,
        chip=chip(panel.source.source, panel.period),
    )


def parts_figure(rows: Sequence[Observation], caption: str) -> Figure:
    """The parts laid end to end above the printed total."""
    total = next(row for row in rows if row.category_id == ALL)
    parts = [row for row in rows if row.category_id != ALL and row.value is not None]
    added = sum(row.value or 0 for row in parts)
    names = _("Parts added up"), _("Total, as printed")
    drawn = [
        {
            "bar": names[0],
            "part": _legend(row),
            "value": int(row.value or 0),
            "order": place,
            "first": not place,
        }
        for place, row in enumerate(parts)
    ]
    whole_bar = {"bar": names[1], "part": names[1], "value": int(total.value or 0)}
    drawn.append({**whole_bar, "order": len(parts), "first": True})
    words = Words(
        title=caption,
        description=_("The parts add up to %(added)s; the printed total is %(total)s.")
        % {"added": whole(added), "total": said(total)},
        labels={},
    )
    table = by_category(rows)
    return Figure(
        key="parts",
        caption=caption,
        **drawings("statistics.parts_and_total", drawn, words),
        chips=table.chips,
        columns=table.columns,
        rows=[*table.rows, [names[0], whole(added)], [names[1], said(total)]],
        data=table.data,
    )


def _legend(row: Observation) -> str:
    """The name with its number, cut where the explanation in brackets begins."""
    return f"{of(row.category, 'name').partition(' (')[0]}: {said(row)}"
