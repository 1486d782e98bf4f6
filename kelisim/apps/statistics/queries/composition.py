"""Of whom a population is made up: as published for a place and a day, never divided by guess."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kelisim.apps.statistics.errors import NoSuchFigures, NotPublishedAlone
from kelisim.apps.statistics.models import ALL, Category, Observation
from kelisim.apps.statistics.queries.known import known
from kelisim.apps.statistics.queries.layouts import Layouts

COUNTS = ("composition", "census-population")
PRINTED_SHARES = "census-share"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One people (or a residual): the count, the share of the total we computed (0..1), the one printed."""

    category: Category
    count: Decimal | None
    share: Decimal | None
    printed_share: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Composition:
    """A table of peoples. `codes`: the units of today it covers together; `sources` in the order of use."""

    territory: str
    codes: tuple[str, ...]
    period: str
    total: Decimal | None
    rows: tuple[Row, ...]
    sources: tuple[Observation, ...]


def composition_periods() -> list[str]:
    """The periods for which any composition was published, the latest first."""
    found = known().filter(indicator__in=(*COUNTS, PRINTED_SHARES))
    return sorted(set(found.order_by().values_list("period", flat=True)), reverse=True)


def composition(territory: str, period: str, *, layouts: Layouts) -> Composition:
    """What was published of a territory. Raises NotPublishedAlone or NoSuchFigures, saying what there is."""
    rows = _observations(period)
    own = [row for row in rows if row.territory_id == territory]
    if not own:
        raise _why_not(rows, territory, period, layouts)
    counts = {row.category_id: row for row in own if row.indicator_id in COUNTS}
    printed = {row.category_id: row for row in own if row.indicator_id == PRINTED_SHARES}
    total = counts[ALL].value if ALL in counts else None
    first = own[0]
    codes: tuple[str, ...] = (territory,)
    if first.layout is not None:
        codes = layouts.parts(territory, first.layout, later=len(layouts.units))
    categories = {row.category_id: row.category for row in own if row.category_id != ALL}
    lines = [
        _row(category, counts.get(code), printed.get(code), total) for code, category in categories.items()
    ]
    return Composition(
        territory=territory,
        codes=codes,
        period=period,
        total=total,
        rows=tuple(sorted(lines, key=_largest_first)),
        sources=tuple({row.source_id: row for row in own}.values()),
    )


def _observations(period: str) -> list[Observation]:
    rows = known().filter(indicator__in=(*COUNTS, PRINTED_SHARES), period=period)
    return list(rows.select_related("category", "source").order_by("category__order", "indicator_id"))


def _why_not(
    rows: list[Observation], territory: str, period: str, layouts: Layouts
) -> NotPublishedAlone | NoSuchFigures:
    layout = next((row.layout for row in rows if row.layout is not None), None)
    if layout is not None and (unit := layouts.unit_of(territory, layout)) != territory:
        return NotPublishedAlone(territory, unit, layout)
    return NoSuchFigures(territory, period, sorted({row.territory_id for row in rows}))


def _row(
    category: Category, count: Observation | None, printed: Observation | None, total: Decimal | None
) -> Row:
    value = count.value if count else None
    return Row(
        category=category,
        count=value,
        share=value / total if value is not None and total else None,
        printed_share=printed.value / 100 if printed and printed.value is not None else None,
    )


def _largest_first(row: Row) -> tuple[bool, Decimal, Decimal, int]:
    """Residuals last; then by count, then by printed share, then in the order of the pack."""
    category = row.category
    return (
        category.residual,
        -(row.count or Decimal(0)),
        -(row.printed_share or Decimal(0)),
        category.order,
    )
