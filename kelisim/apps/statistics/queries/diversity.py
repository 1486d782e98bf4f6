"""How mixed each place is and how two peoples are spread, from a composition exactly as published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kelisim.apps.statistics.errors import NoSuchFigures
from kelisim.apps.statistics.models import ALL, Category, Observation, Source
from kelisim.apps.statistics.queries.known import known
from kelisim.engines.composition.mixture import Mixture, fractionalisation, mixture, shares
from kelisim.engines.composition.spread import dissimilarity, isolation

INDICATOR, PRINTED = "composition", "census-share"


@dataclass(frozen=True, kw_only=True)
class Place:
    """One territory and its measures."""

    territory: str
    people: int
    measures: Mixture


@dataclass(frozen=True, kw_only=True)
class People:
    """One people against the chosen one; `apart` None for the chosen one itself."""

    category: Category
    people: int
    apart: float | None
    alone: float


@dataclass(frozen=True, kw_only=True)
class Diversity:
    """All measures of one published composition. `printed`: the article's shares as printed and rescaled."""

    period: str
    layout: int
    source: Source
    country: Place
    places: tuple[Place, ...]
    peoples: tuple[People, ...]
    chosen: Category
    residuals: tuple[Category, ...]
    printed: tuple[tuple[str, float, float], ...]
    printed_sources: tuple[Source, ...]


def diversity(root: str, chosen: str = "") -> Diversity:
    """The latest composition, its places least mixed first. Raises NoSuchFigures where there is none.

    `chosen` is the people the others are compared with: the largest unless another is named.
    """
    counted = known().filter(indicator=INDICATOR)
    periods = sorted(counted.order_by().values_list("period", flat=True).distinct())
    period = periods[-1] if periods else ""
    latest = list(counted.filter(period=period).select_related("category", "source"))
    table = _table(latest)
    layout = next((row.layout for row in latest if row.layout is not None), None)
    if root not in table or layout is None:
        raise NoSuchFigures(INDICATOR, period, periods)
    categories = {row.category_id: row.category for row in latest if row.category_id != ALL}
    units = sorted(set(table) - {root})
    places = [_place(code, table[code], categories) for code in units]
    named = [code for code, row in categories.items() if not row.residual and _count(table, root, code)]
    named.sort(key=lambda code: (-_count(table, root, code), code))
    main = chosen if chosen in named else named[0]
    shared = list(known().filter(indicator=PRINTED).select_related("source"))
    return Diversity(
        period=period,
        layout=layout,
        source=latest[0].source,
        country=_place(root, table[root], categories),
        places=tuple(sorted(places, key=lambda one: (one.measures.fractionalisation, one.territory))),
        peoples=tuple(_people(table, units, root, categories[code], main) for code in named),
        chosen=categories[main],
        residuals=tuple(row for row in categories.values() if row.residual),
        printed=_printed(shared),
        printed_sources=tuple({row.source_id: row.source for row in shared}.values()),
    )


Table = dict[str, dict[str, int]]


def _table(rows: Iterable[Observation]) -> Table:
    found: Table = {}
    for row in rows:
        found.setdefault(row.territory_id, {})[row.category_id] = int(row.value or 0)
    return found


def _count(table: Table, place: str, category: str) -> int:
    return table[place].get(category, 0)


def _place(code: str, counts: dict[str, int], categories: dict[str, Category]) -> Place:
    named = [count for one, count in counts.items() if one != ALL and not categories[one].residual]
    left = [count for one, count in counts.items() if one != ALL and categories[one].residual]
    return Place(territory=code, people=sum(named) + sum(left), measures=mixture(named, left))


def _people(table: Table, units: list[str], root: str, category: Category, chosen: str) -> People:
    own = [_count(table, unit, category.code) for unit in units]
    totals = [_count(table, unit, ALL) for unit in units]
    other = [_count(table, unit, chosen) for unit in units]
    return People(
        category=category,
        people=_count(table, root, category.code),
        apart=None if category.code == chosen else dissimilarity(own, other),
        alone=isolation(own, totals),
    )


def _printed(rows: Iterable[Observation]) -> tuple[tuple[str, float, float], ...]:
    """Fractionalisation of each printed table of shares: of a hundred, and of what they add up to."""
    tables: dict[str, list[Decimal]] = {}
    for row in rows:
        tables.setdefault(row.period, []).append(row.value or Decimal(0))
    return tuple(
        (
            period,
            fractionalisation(shares(map(float, values), 100)),
            fractionalisation(shares(map(float, values))),
        )
        for period, values in sorted(tables.items())
    )
