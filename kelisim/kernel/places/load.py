"""Loads the territories of a pack: the country, its regions and whatever official list lies below them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from kelisim.kernel.packs.pack import Pack
from kelisim.kernel.packs.read import Row
from kelisim.kernel.places.kinds import Kind, kind_of, kinds_of
from kelisim.kernel.places.models import FormerName, Level, Territory
from kelisim.kernel.texts.keys import set_keys
from kelisim.kernel.texts.of import Text, text_of

COLUMNS = [
    field.attname for field in Territory._meta.concrete_fields if not field.primary_key
]  # what a second loading may correct


@dataclass
class _Tree:
    """What is known while the rows are made: every code, the centres and the squares."""

    country: str
    kinds: tuple[Kind, ...]
    centres: dict[str, tuple[float, float]]
    tiles: dict[str, tuple[int, int]]
    names: dict[str, list[str]]
    rows: dict[str, Territory] = field(default_factory=dict)

    def above(self, code: str) -> str:
        """The nearest existing code over this one: codes are nested by their leading digits."""
        for digits in (6, 5, 4, 2):
            parent = code[:digits].ljust(9, "0")
            if parent != code and parent in self.rows:
                return parent
        return self.country


def load(pack: Pack) -> int:
    """Brings the table to what the pack says; rows that vanished from the list stay. Returns the number."""
    rows = territories_of(pack)
    with transaction.atomic():
        _save(rows)
        _save_names(pack)
    return len(rows)


def territories_of(pack: Pack) -> list[Territory]:
    """Every territory of the pack as an unsaved row, parents before children."""
    lines = pack.csv("places/regions.csv")
    tree = _Tree(
        country=lines[0]["code"],
        kinds=kinds_of(pack) if pack.has("places/kinds.csv") else (),
        centres=_centres(pack),
        tiles=_tiles(pack),
        names=_names(pack),
    )
    for line in lines:
        _add(tree, _region(line, tree))
    for line in _below(pack):
        if line["code"] not in tree.rows:
            _add(tree, _place(line, tree))
    return list(tree.rows.values())


def _below(pack: Pack) -> Iterator[Row]:
    """The official list from the top down, so that a parent is always there before its children."""
    lines = pack.csv("places/kato.csv") if pack.has("places/kato.csv") else []
    order = {level: rank for rank, level in enumerate(Level.values)}
    yield from sorted(lines, key=lambda line: (order[line["level"]], line["code"]))


def _region(line: Row, tree: _Tree) -> Territory:
    is_country = line["code"] == tree.country
    return Territory(
        code=line["code"],
        level=Level.COUNTRY if is_country else Level.REGION,
        kind=line["kind"],
        parent_id=None if is_country else tree.country,
        carved_from_id=line["carved_from"] or None,
        iso=line["iso"],
        iso_before=line["iso_before_2022"],
        since=_day(line["since"]),
        until=_day(line["until"]),
        **{f"name_{language}": line[f"name_{language}"] for language in ("kk", "ru", "en")},
        **{f"seat_{language}": line[f"centre_{language}"] for language in ("kk", "ru", "en")},
    )


def _place(line: Row, tree: _Tree) -> Territory:
    kk, ru = (" ".join(line[column].split()) for column in ("name_kk", "name_ru"))
    kind = kind_of(tree.kinds, kk, ru)
    name = kind.name(kk, ru)
    parent = tree.rows[tree.above(line["code"])]
    # A district inside a city of republican significance stands one step higher than the list has it.
    level = (
        Level.DISTRICT if kind.code == "district" and parent.level == Level.REGION else Level(line["level"])
    )
    return Territory(
        code=line["code"],
        level=level,
        kind=kind.code,
        parent_id=parent.code,
        name_kk=name.kk,
        name_ru=name.ru,
        name_en=name.en,
    )


def _add(tree: _Tree, row: Territory) -> None:
    parent = tree.rows.get(row.parent_id or "")
    inherited = (parent.lat, parent.lon) if parent and parent.level != Level.COUNTRY else (None, None)
    row.lat, row.lon = tree.centres.get(row.code, inherited)
    row.tile_column, row.tile_row = tree.tiles.get(row.code, (None, None))
    name = text_of(row, "name")
    set_keys(row, name.kk, name.ru, name.en, *tree.names.get(row.code, []))
    tree.rows[row.code] = row


def _save(rows: list[Territory]) -> None:
    """Writes only what is new or different: a second loading touches nothing."""
    there = {row[0]: row[1:] for row in Territory.objects.order_by().values_list("code", *COLUMNS)}
    changed = [row for row in rows if there.get(row.code) != tuple(getattr(row, name) for name in COLUMNS)]
    Territory.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["code"], update_fields=_fields(), batch_size=1000
    )


def _fields() -> list[str]:
    return [field.name for field in Territory._meta.concrete_fields if not field.primary_key]


def _save_names(pack: Pack) -> None:
    if not pack.has("places/names.csv"):
        return
    FormerName.objects.all().delete()
    FormerName.objects.bulk_create(
        FormerName(
            territory_id=line["code"],
            since=_day(line["since"]),
            until=_day(line["until"]),
            source=line["source"],
            verified=line["verified"] == "yes",
            **{f"name_{language}": line[f"name_{language}"] for language in ("kk", "ru", "en")},
        )
        for line in pack.csv("places/names.csv")
    )


def _names(pack: Pack) -> dict[str, list[str]]:
    """All names of a place, so that an old one still finds it."""
    names: dict[str, list[str]] = {}
    for line in pack.csv("places/names.csv") if pack.has("places/names.csv") else []:
        text = Text(kk=line["name_kk"], ru=line["name_ru"], en=line["name_en"])
        names.setdefault(line["code"], []).extend((text.kk, text.ru, text.en))
    return names


def _centres(pack: Pack) -> dict[str, tuple[float, float]]:
    lines = pack.csv("places/centres.csv") if pack.has("places/centres.csv") else []
    return {line["territory"]: (float(line["lat"]), float(line["lon"])) for line in lines}


def _tiles(pack: Pack) -> dict[str, tuple[int, int]]:
    """The squares of the layout in force; older layouts are read from the pack by day."""
    lines = pack.csv("places/tiles.csv") if pack.has("places/tiles.csv") else []
    return {line["code"]: (int(line["column"]), int(line["row"])) for line in lines if not line["until"]}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
