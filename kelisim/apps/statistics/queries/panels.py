"""The reconciliation panels of a page, and the sentences of the article it tells: both listed in the pack."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from kelisim.apps.statistics.models import ALL, Indicator, Observation, Precision
from kelisim.apps.statistics.queries.known import known
from kelisim.apps.statistics.queries.reconcile import Part, Reconciliation, reconcile
from kelisim.kernel.packs.pack import Pack, current
from kelisim.kernel.texts.of import Text, of


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One table held against its printed total, or two sources held against each other."""

    key: str
    indicator: Indicator
    period: str
    sums: Reconciliation
    between_sources: bool
    reason: Text
    inconsistencies: tuple[str, ...]
    source: Observation


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence told beside the figures, with the facts it carries; `title` may be empty."""

    title: Text
    text: Text
    facts: tuple[str, ...]
    inconsistencies: tuple[str, ...]
    source: Text


def panels(page: str = "") -> list[Panel]:
    """The panels of a page, or all of them, in the pack's order, in one query."""
    wanted = [record for record in _records(current(), "reconciliations") if page in ("", record["page"])]
    rows = list(
        known()
        .filter(indicator__in={record["indicator"] for record in wanted}, territory=current().country)
        .select_related("indicator", "category", "source")
        .order_by("category__order", "source_id")
    )
    found = [_panel(record, [row for row in rows if _belongs(record, row)]) for record in wanted]
    return [panel for panel in found if panel]


def sentences(page: str, place: str = "end") -> list[Sentence]:
    """What the pack tells in one place of a page: at its end unless another is named."""
    sources = {record["code"]: record for record in _records(current(), "sources")}
    return [
        Sentence(
            title=Text(**record.get("title", {})),
            text=Text(**record["text"]),
            facts=tuple(record.get("facts", ())),
            inconsistencies=tuple(record.get("inconsistencies", ())),
            source=Text(**sources[record["source"]]["short"]),
        )
        for record in _records(current(), "prose")
        if record["page"] == page and record.get("place", "end") == place
    ]


@lru_cache(maxsize=8)
def _records(pack: Pack, name: str) -> tuple[Any, ...]:
    return tuple(pack.records(f"statistics/{name}.yaml"))


def _belongs(record: Any, row: Observation) -> bool:
    return (row.indicator_id, row.period) == (record["indicator"], record["period"])


def _panel(record: Any, rows: list[Observation]) -> Panel | None:
    if not rows:
        return None
    between = record.get("compare") == "sources"
    totals = [row for row in rows if row.category_id == ALL]
    parts = totals[1:] if between else [row for row in rows if row.category_id != ALL]
    total = Decimal(record["total"]) if "total" in record else _value(totals[0])
    return Panel(
        key=record["key"],
        indicator=rows[0].indicator,
        period=record["period"],
        sums=reconcile([_part(row, between) for row in parts], total),
        between_sources=between,
        reason=Text(**record["reason"]),
        inconsistencies=tuple(record.get("inconsistencies", ())),
        source=rows[0],
    )


def _value(row: Observation) -> Decimal:
    return row.value if row.value is not None else Decimal(0)


def _part(row: Observation, between: bool) -> Part:
    name = of(row.source, "short") if between else of(row.category, "name")
    code = row.source_id if between else row.category_id
    at_least = row.precision == Precision.MORE_THAN
    return Part(code=code, name=name, value=_value(row), at_least=at_least)
