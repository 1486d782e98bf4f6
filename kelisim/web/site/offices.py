"""Which mediation offices a reader looks for: by place, by name, in any of three scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr

from kelisim.apps.registry import queries as registry
from kelisim.apps.registry.models import Organisation
from kelisim.kernel.places.models import Level, Territory
from kelisim.kernel.places.queries import find, tiles, units_on, within_of
from kelisim.kernel.texts.keys import KeyedQuerySet
from kelisim.kernel.texts.of import of
from kelisim.web.files import Listing

LONGEST_QUESTION = 100
_PLACES = (Level.REGION, Level.DISTRICT)


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One region on the page: where it stands in the grid, how it is called, how many offices it has."""

    code: str
    name: str
    label: str
    column: int | None
    row: int | None
    offices: int
    current: bool


@dataclass(frozen=True, kw_only=True)
class Place:
    """A district with offices, inside the chosen region."""

    code: str
    name: str
    offices: int
    current: bool


def chosen(code: str) -> Territory | None:
    """The region or district a reader named by its code; None if there is none."""
    if not (code.isascii() and code.isdigit() and len(code) == 9):
        return None
    return Territory.objects.filter(code=code, level__in=_PLACES).first()


def _counts(digits: int, rows: QuerySet[Organisation]) -> dict[str, int]:
    counted = rows.order_by().annotate(head=Substr("territory__code", 1, digits)).values("head")
    return {line["head"]: line["offices"] for line in counted.annotate(offices=Count("pk")) if line["head"]}


def region_tiles(day: date, place: Territory | None) -> list[Tile]:
    """Every region of the day in Kazakh order, with its offices counted."""
    squares = {square.code: square for square in tiles(day)}
    counts = _counts(2, registry.offices())
    return [
        Tile(
            code=unit.code,
            name=of(unit, "name"),
            label=square.label.of() if (square := squares.get(unit.code)) else of(unit, "name"),
            column=square.column + 1 if square else None,
            row=square.row + 1 if square else None,
            offices=counts.get(unit.code[:2], 0),
            current=place is not None and place.code[:2] == unit.code[:2],
        )
        for unit in units_on(day)
    ]


def districts(place: Territory | None) -> list[Place]:
    """The districts with offices in the region of the chosen place; none while no place is chosen."""
    if place is None:
        return []
    region = place.code[:2].ljust(9, "0")
    inside = registry.offices().filter(territory__code__startswith=place.code[:2])
    counts = _counts(4, inside.exclude(territory__code=region))
    heads = {head.ljust(9, "0"): offices for head, offices in counts.items()}
    return [
        Place(code=row.code, name=of(row, "name"), offices=heads[row.code], current=row.code == place.code)
        for row in Territory.objects.filter(code__in=heads)
    ]


def search(q: str, place: Territory | None) -> QuerySet[Organisation]:
    """Offices in the place, whose own name or whose place's name holds the words."""
    rows = registry.offices(place)
    if not q:
        return rows
    where = Q(pk__in=KeyedQuerySet(Organisation).matching(q).values("pk"))
    for found in find(q, levels=_PLACES):
        where |= within_of("territory", found)
    return rows.filter(where)


def place_of(office: Organisation, regions: list[Tile]) -> str:
    """Where an office is, in words: the district and its region, or the region alone."""
    if office.territory is None:
        return ""
    names = [of(office.territory, "name")]
    names += [tile.name for tile in regions if tile.code[:2] == office.territory.code[:2]]
    return " · ".join(dict.fromkeys(names))


def listing(found: Iterable[Organisation], regions: list[Tile]) -> Listing:
    """Every office found, on whichever page of the list it stands."""
    columns = ("office", "name", "place", "address", "hours", "phone", "email", "sample", "source")
    return Listing(name="offices", columns=columns, rows=_lines(found, regions))


def _lines(found: Iterable[Organisation], regions: list[Tile]) -> Iterator[tuple[object, ...]]:
    """Asked for only when a file is."""
    for one in found:
        yield (
            one.code,
            of(one, "name"),
            place_of(one, regions),
            of(one, "address"),
            of(one, "hours"),
            one.phone,
            one.email,
            one.sample,
            one.source,
        )
