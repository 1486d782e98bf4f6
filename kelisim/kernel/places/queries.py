"""Questions about territories: what stood on a day, what lies within, where its centre is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q, QuerySet

from kelisim.kernel.packs.pack import Pack, current
from kelisim.kernel.places.models import FormerName, Level, Territory
from kelisim.kernel.texts.of import Text, text_of

_DIGITS = {Level.REGION: 2, Level.DISTRICT: 4, Level.SUBDISTRICT: 6, Level.SETTLEMENT: 9}


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One square of the tile map: column and row from the top left, and a short label."""

    code: str
    column: int
    row: int
    label: Text


@dataclass(frozen=True, kw_only=True)
class Centre:
    """The frozen point that stands for a territory. `borrowed` when it is its region's."""

    territory: str
    region: str
    lat: str
    lon: str
    borrowed: bool


def country() -> Territory:
    """The root of the tree."""
    return Territory.objects.get(level=Level.COUNTRY)


def standing(day: date) -> Q:
    """The condition that a territory was in being on the day."""
    return (Q(since=None) | Q(since__lte=day)) & (Q(until=None) | Q(until__gt=day))


def units_on(day: date) -> QuerySet[Territory]:
    """Regions and cities of republican significance on the day, in the Kazakh alphabet's order."""
    return Territory.objects.filter(standing(day), level=Level.REGION)


def region_of(territory: Territory) -> Territory:
    """The region or city the territory lies in; the country itself has none above it."""
    if territory.level in {Level.REGION, Level.COUNTRY}:
        return territory
    return Territory.objects.get(code=territory.code[:2].ljust(9, "0"))


def above(territory: Territory) -> list[Territory]:
    """Everything the territory lies in, from the country down, without itself."""
    path: list[Territory] = []
    step = territory.parent
    while step is not None:
        path.insert(0, step)
        step = step.parent
    return path


def within(territory: Territory) -> Q:
    """The condition on `code` that holds in the territory and everything below it.

    For a model with a foreign key write `Model.objects.filter(within_of("territory", territory))`.
    """
    return within_of("", territory)


def within_of(relation: str, territory: Territory) -> Q:
    """The same through a foreign key named `relation`."""
    if territory.level == Level.COUNTRY:
        return Q()
    path = f"{relation}__code" if relation else "code"
    return Q(**{f"{path}__startswith": prefix(territory)})


def prefix(territory: Territory) -> str:
    """The leading digits all codes within share: two for a region, four for a district and so on."""
    if territory.level == Level.COUNTRY:
        return ""
    digits = _DIGITS[Level(territory.level)]
    return territory.code[: 5 if territory.code[4] != "0" and digits == 4 else digits]


def name_on(territory: Territory, day: date) -> Text:
    """What the territory was called on the day; its present name where no other is known."""
    for former in FormerName.objects.filter(standing(day), territory=territory):
        return text_of(former, "name")
    return text_of(territory, "name")


def names_on(day: date) -> dict[str, Text]:
    """The names that differ from day to day, by code, in one query."""
    return {
        former.territory_id: text_of(former, "name") for former in FormerName.objects.filter(standing(day))
    }


def find(q: str, *, levels: tuple[Level, ...] = (), limit: int = 20) -> list[Territory]:
    """Territories one of whose names holds `q` in any of three scripts; the larger ones first."""
    found = Territory.objects.matching(q)
    if levels:
        found = found.filter(level__in=levels)
    ranked = sorted(
        found[:500], key=lambda row: (list(Level).index(Level(row.level)), row.sort_key, row.code)
    )
    return ranked[:limit]


def tiles(day: date) -> list[Tile]:
    """The squares of the layout in force on the day, top to bottom, left to right."""
    return [tile for since, until, tile in _tiles(current()) if since <= day.isoformat() < until]


def centres() -> dict[str, tuple[float, float]]:
    """Latitude and longitude of every territory in the pack's frozen table."""
    return {centre.territory: (float(centre.lat), float(centre.lon)) for centre in centre_table()}


def centre_table() -> tuple[Centre, ...]:
    """The frozen table as printed by `kelisim places centres --csv`."""
    return _centre_table(current())


@lru_cache(maxsize=4)
def _centre_table(pack: Pack) -> tuple[Centre, ...]:
    lines = pack.csv("places/centres.csv") if pack.has("places/centres.csv") else []
    return tuple(
        Centre(
            territory=line["territory"],
            region=line["region"],
            lat=line["lat"],
            lon=line["lon"],
            borrowed=line["borrowed"] == "yes",
        )
        for line in lines
    )


@lru_cache(maxsize=4)
def _tiles(pack: Pack) -> tuple[tuple[str, str, Tile], ...]:
    lines = pack.csv("places/tiles.csv") if pack.has("places/tiles.csv") else []
    squares = [
        (
            line["since"] or "0001-01-01",
            line["until"] or "9999-12-31",
            Tile(
                code=line["code"],
                column=int(line["column"]),
                row=int(line["row"]),
                label=Text(kk=line["label_kk"], ru=line["label_ru"], en=line["label_en"]),
            ),
        )
        for line in lines
    ]
    return tuple(sorted(squares, key=lambda square: (square[0], square[2].row, square[2].column)))
