"""The files of cases, mediators and prices as the engine wants them."""

from __future__ import annotations

import re
from collections.abc import Container

from kelisim.cli.allotment.places import Places
from kelisim.cli.allotment.table import Table
from kelisim.engines.allotment.types import CaseNeeds, MediatorOffer

CASE_COLUMNS = ("id", "date", "territory", "language", "topic", "excluded_mediators")
MEDIATOR_COLUMNS = ("id", "territory", "office", "languages", "topics", "capacity")
_LIST = re.compile(r"[|;\s]+")


def words(cell: str) -> frozenset[str]:
    """A list in a cell, parted by |, ; or space."""
    return frozenset(filter(None, _LIST.split(cell)))


def read_cases(table: Table, places: Places) -> list[CaseNeeds]:
    """CASES.csv as the engine wants it; what is wrong stands in `table.wrong`."""
    return [_case(table, places, line, row) for line, row in table.rows(CASE_COLUMNS)]


def _case(table: Table, places: Places, line: int, row: dict[str, str]) -> CaseNeeds:
    region, lat, lon = places.point(table, line, row)
    if not row["topic"]:
        table.complain(line, "topic", "", code="empty")
    return CaseNeeds(
        id=row["id"],
        day=table.day(line, row["date"]),
        region=region,
        language=table.language(line, "language", row["language"]),
        topic=row["topic"],
        lat=lat,
        lon=lon,
        excluded=words(row["excluded_mediators"]),
    )


def read_mediators(table: Table, places: Places) -> list[MediatorOffer]:
    """MEDIATORS.csv as the engine wants it; what is wrong stands in `table.wrong`."""
    return [_mediator(table, places, line, row) for line, row in table.rows(MEDIATOR_COLUMNS)]


def _mediator(table: Table, places: Places, line: int, row: dict[str, str]) -> MediatorOffer:
    region, lat, lon = places.point(table, line, row)
    languages = words(row["languages"])
    if not languages:
        table.complain(line, "languages", "", code="empty")
    for code in sorted(languages):
        table.language(line, "languages", code)
    return MediatorOffer(
        id=row["id"],
        office=row["office"],
        region=region,
        languages=languages,
        topics=words(row["topics"]),
        capacity=table.whole(line, "capacity", row["capacity"]),
        lat=lat,
        lon=lon,
    )


def read_prices(table: Table, mediators: Container[str]) -> dict[str, int]:
    """A price file `id,price_km` as metres by mediator."""
    prices = {}
    for line, row in table.rows(("id", "price_km")):
        try:
            prices[row["id"]] = round(float(row["price_km"]) * 1000)
        except ValueError:
            table.complain(line, "price_km", row["price_km"], code="bad_number", hint="12.480")
    return {name: price for name, price in prices.items() if name in mediators}
