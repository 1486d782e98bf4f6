"""Series over time: never joined over a break, compared only within the borders of one layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kelisim.apps.statistics.errors import GrowthAcrossBreak, NoSuchFigures
from kelisim.apps.statistics.models import ALL, Observation, Precision
from kelisim.apps.statistics.queries.known import known
from kelisim.apps.statistics.queries.layouts import Layouts


@dataclass(frozen=True, kw_only=True)
class Point:
    """One figure of a series. `parts`: how many units were added up to keep its borders."""

    period: str
    value: Decimal
    break_before: bool
    precision: str
    parts: int


@dataclass(frozen=True, kw_only=True)
class Series:
    """Figures of one thing in one place from one source, in order. `layout` None: borders do not matter."""

    territory: str
    codes: tuple[str, ...]
    layout: int | None
    source: str
    points: tuple[Point, ...]

    @property
    def breaks(self) -> tuple[str, ...]:
        """The periods before which the series is broken."""
        return tuple(point.period for point in self.points[1:] if point.break_before)

    def segments(self) -> list[tuple[Point, ...]]:
        """The pieces between the breaks: only figures of one piece may be compared or joined by a line."""
        pieces: list[list[Point]] = [[]]
        for point in self.points:
            if point.break_before and pieces[-1]:
                pieces.append([])
            pieces[-1].append(point)
        return [tuple(piece) for piece in pieces if piece]

    def value(self, period: str) -> Decimal:
        """The figure of a period. Raises NoSuchFigures."""
        for point in self.points:
            if point.period == period:
                return point.value
        raise NoSuchFigures(self.territory, period, [point.period for point in self.points])

    def growth(self, since: str, until: str) -> Decimal:
        """By what share (0.01 is one per cent) the figure grew. Raises GrowthAcrossBreak rather than answer
        with nothing: a reader must learn why there is no number."""
        first, last = sorted((since, until))
        for broken_at in self.breaks:
            if first < broken_at <= last:
                raise GrowthAcrossBreak(since, until, broken_at)
        return self.value(until) / self.value(since) - 1

    def index(self, base: str, period: str) -> Decimal:
        """The figure of a period where that of the base, before or after it, is 100. Raises like `growth`."""
        if period < base:
            return 100 / (1 + self.growth(period, base))
        return 100 * (1 + self.growth(base, period))


def series(
    observations: Sequence[Observation], territory: str, *, layouts: Layouts, source: str = ""
) -> Series:
    """The series of a place from the figures of one indicator (all places, totals or one category).

    A unit that was split later goes on as the sum of its parts; one carved out later begins where it began.
    Of several sources the one that printed most periods is taken unless one is named.
    """
    main = source or _longest(observations, territory)
    rows = [row for row in observations if row.source_id == main]
    own = sorted((row for row in rows if row.territory_id == territory), key=lambda row: row.period)
    # The earliest borders any figure stands in: later ones add up to them, and nothing is ever divided.
    layout = min((row.layout for row in own if row.layout is not None), default=None)
    values = {(row.period, row.territory_id): row for row in rows}
    points: list[Point] = []
    codes: tuple[str, ...] = (territory,)
    broken = False  # a break stays even where its own figure is missing: the next one stands behind it
    for row in own:
        codes = _codes(row, layout, layouts)
        found = [values[row.period, code] for code in codes if (row.period, code) in values]
        broken = broken or any(one.break_before for one in found)
        if len(found) == len(codes) and all(one.value is not None for one in found):
            points.append(_point(row, found, broken=broken))
            broken = False
    return Series(territory=territory, codes=codes, layout=layout, source=main, points=tuple(points))


def _codes(row: Observation, layout: int | None, layouts: Layouts) -> tuple[str, ...]:
    if layout is None or row.layout is None or row.layout == layout:
        return (row.territory_id,)
    return layouts.parts(row.territory_id, layout, later=row.layout)


def _point(row: Observation, found: list[Observation], *, broken: bool) -> Point:
    # A sum over both sides of a split is exact again where each side alone was recomputed.
    precision = Precision.SUM.value if len(found) > 1 else row.precision
    return Point(
        period=row.period,
        value=sum((one.value for one in found if one.value is not None), Decimal(0)),
        break_before=broken,
        precision=precision,
        parts=len(found),
    )


def _longest(observations: Sequence[Observation], territory: str) -> str:
    counts = Counter(row.source_id for row in observations if row.territory_id == territory)
    return min(counts, key=lambda code: (-counts[code], code)) if counts else ""


def figures(
    indicator: str,
    *,
    period: str = "",
    category: str | None = ALL,
    territory: str = "",
    levels: Collection[str] = (),
) -> list[Observation]:
    """The figures of an indicator with their categories and sources, in one query. `category` None: all;
    `levels`: only of territories of these."""
    rows = known().filter(indicator=indicator).select_related("category", "source", "indicator")
    wanted = {"period": period, "territory": territory, "category": category, "territory__level__in": levels}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return list(rows.order_by("period", "category__order", "territory_id", "source_id"))


def figures_about(subject: str) -> list[Observation]:
    """Every figure of one subject, by day, in the pack's order of categories, in one query."""
    rows = known().filter(indicator__subject=subject)
    rows = rows.select_related("indicator", "category", "source", "territory")
    return list(rows.order_by("period", "indicator_id", "category__order", "territory_id"))
