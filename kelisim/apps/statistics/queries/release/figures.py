"""The figures of a release: a table for each indicator, and all of them as SDMX-CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.utils.translation import gettext_lazy as _

from kelisim.apps.statistics.models import KEY, PERIOD, Indicator, Precision, Status
from kelisim.apps.statistics.models import Source as SourceRow
from kelisim.apps.statistics.queries.known import known
from kelisim.apps.statistics.queries.release.columns import Filled, column, flag, number, optional, said
from kelisim.engines.tabular import sdmx
from kelisim.engines.tabular.types import Column, Reference, Source, Table
from kelisim.kernel.texts.of import text_of

_FIELDS = (
    "indicator_id", "territory_id", "category_id", "period", "value", "unit", "layout", "status",
    "precision", "break_before", "source_id", "facts", "inconsistencies",
)  # fmt: skip
REFERENCES = (
    Reference(column="indicator", table="indicators", target="code"),
    Reference(column="territory", table="territories", target="code"),
    Reference(column="category", table="categories", target="code"),
    Reference(column="source", table="sources", target="code"),
)


def columns() -> tuple[Column, ...]:
    """Exactly the columns `kelisim figures import` reads, so that a table of a release loads again."""
    return (
        column("indicator"),
        column("territory"),
        column("category"),
        column("period", pattern=PERIOD),
        optional("value", "number"),
        column("unit"),
        optional("layout", "integer"),
        column("status", options=tuple(Status.values)),
        column("precision", options=tuple(Precision.values)),
        column("break_before", "boolean"),
        column("source"),
        optional("facts"),
        optional("inconsistencies"),
    )


def figure_tables() -> list[Filled]:
    """One table for each indicator that has figures."""
    told = known().order_by().values_list("indicator_id", "source_id").distinct()
    used: dict[str, set[str]] = {}
    for indicator, source in told:
        used.setdefault(indicator, set()).add(source)
    sources = {row.code: row for row in SourceRow.objects.all()}
    shape = columns()
    return [
        Filled(
            table=Table(
                name=row.code,
                path=f"data/{row.code}.csv",
                titles={language: getattr(row, f"name_{language}") for language in ("kk", "ru", "en")},
                columns=shape,
                key=KEY,
                references=REFERENCES,
                sources=tuple(_source(sources[code]) for code in sorted(used[row.code])),
            ),
            rows=partial(figure_rows, row.code),
        )
        for row in sorted(Indicator.objects.filter(code__in=used), key=lambda row: row.code)
    ]


def _source(row: SourceRow) -> Source:
    return Source(title=text_of(row, "title").of("en"), url=row.url)


def figure_rows(indicator: str) -> list[Sequence[str]]:
    """The cells of an indicator's figures in the order of codes, the same on every database.

    Sorted here and not there: the order of text is the database's own affair.
    """
    found = known().filter(indicator=indicator).order_by().values_list(*_FIELDS)
    rows = [
        (
            *line[:4],
            number(line[4]),
            line[5],
            "" if line[6] is None else str(line[6]),
            *line[7:9],
            flag(line[9]),
            line[10],
            " ".join(line[11]),
            " ".join(line[12]),
        )
        for line in found.iterator()
    ]
    return sorted(rows, key=lambda cells: (cells[3], cells[1], cells[2], cells[10]))


def sdmx_table() -> Filled:
    """All figures in one file of SDMX-CSV."""
    titles = said(_("All figures as SDMX-CSV 2.0"))
    shape = tuple(
        Column(
            name=name,
            titles=dict.fromkeys(titles, name),
            kind="number" if name == "OBS_VALUE" else "string",
            required=name not in ("OBS_VALUE", "LAYOUT"),
        )
        for name in sdmx.COLUMNS
    )
    return Filled(
        table=Table(
            name="sdmx-figures",
            path="sdmx/figures.csv",
            titles=titles,
            columns=shape,
            key=sdmx.DIMENSIONS,
        ),
        rows=sdmx_rows,
    )


def sdmx_rows() -> Iterator[Sequence[str]]:
    """Indicator after indicator, so that never more than one of them is held."""
    codes = known().order_by().values_list("indicator_id", flat=True).distinct()
    for code in sorted(codes):
        for cells in figure_rows(code):
            yield sdmx.line(
                sdmx.Observed(
                    indicator=cells[0],
                    area=cells[1],
                    category=cells[2],
                    period=cells[3],
                    value=cells[4],
                    unit=cells[5],
                    layout=cells[6],
                    status=cells[7],
                    precision=cells[8],
                    breaks=cells[9],
                    source=cells[10],
                )
            )
