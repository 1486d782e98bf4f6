"""Loads a pack's figures, or one table: all or nothing, as often as you like; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.db import models, transaction

from kelisim.apps.institution.public import start_of
from kelisim.apps.registry import public as registry
from kelisim.apps.statistics.actions.read_rows import (
    COLUMNS,
    OF_A_PACK,
    OPTIONAL,
    Read,
    Rows,
    known_rows,
    known_territories,
)
from kelisim.apps.statistics.actions.take_in import Taken, take_in
from kelisim.apps.statistics.models import Category, Indicator, Source
from kelisim.kernel.audit.log import record
from kelisim.kernel.packs.complaints import BadPack, Complaint
from kelisim.kernel.packs.pack import Pack
from kelisim.kernel.packs.read import stream_csv

FOLDER = "statistics/"


def load(pack: Pack) -> int:
    """Brings the room to what the pack says. Raises BadPack with every bad cell, and then saves nothing.

    A row was known from the day it names itself, else from the day its source was read: so what was known on
    a day is the same after a new set-up.
    """
    if not pack.has(f"{FOLDER}indicators.yaml"):
        return 0
    indicators, sources, categories = _indicators(pack), _sources(pack), _categories(pack)
    rows = Rows(
        territories=known_territories(),
        indicators={row.code: row for row in indicators},
        categories={row.code for row in categories},
        sources={row.code for row in sources},
    )
    days = {row.code: start_of(row.read_on) for row in sources}
    with transaction.atomic():
        for listed in (indicators, sources, categories):
            _save(listed)
        tables = [_take_table(pack, path, rows, days) for path in _tables(pack)]
        if rows.complaints:
            raise BadPack(rows.complaints)
        _tell(pack.code, tables)
    return sum(one.new + one.revised + one.unchanged for one in tables)


def load_table(path: Path, *, check: bool = False, why: str = "") -> Taken:
    """Adds one table of figures to those loaded: the same columns, the same rules, all or nothing.

    Indicators, categories and sources must be known already. With `check` nothing is saved.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise BadPack([Complaint(file=path.name, code="not_found")]) from None
    with file:
        if check:
            return preview(file, path.name)
        with transaction.atomic():
            taken = load_stream(file, path.name, why=why)
            _tell("table", [taken])
    return taken


def load_stream(file: IO[bytes], name: str, *, why: str) -> Taken:
    """Takes a table in, within the caller's transaction. Raises BadPack with every bad cell."""
    Indicator.objects.select_for_update().order_by("code").first()  # two tables come one by one
    return _taken(file, name, save=True, why=why)


def preview(file: IO[bytes], name: str) -> Taken:
    """What a table would bring; nothing is saved. Raises BadPack with every bad cell."""
    return _taken(file, name, save=False, why="")


def _taken(file: IO[bytes], name: str, *, save: bool, why: str) -> Taken:
    rows = known_rows()
    lines = stream_csv(file, name, rows.complaints, columns=COLUMNS, optional=OPTIONAL)
    taken = take_in(rows.read(name, lines), rows, save=save, why=why)
    if rows.complaints:
        raise BadPack(sorted(rows.complaints, key=lambda one: one.line))
    return taken


def _take_table(pack: Pack, path: str, rows: Rows, days: dict[str, datetime]) -> Taken:
    def dated(reads: Iterator[Read]) -> Iterator[Read]:
        for read in reads:
            if not read.dated:
                read.figure.recorded = days[read.figure.source_id]
            yield read

    with pack.path(path).open("rb") as file:
        lines = stream_csv(file, path, rows.complaints, columns=COLUMNS, optional=OF_A_PACK)
        return take_in(dated(rows.read(path, lines)), rows, save=True, older=True)


def _tell(thing: str, tables: list[Taken]) -> None:
    new, revised = sum(one.new for one in tables), sum(one.revised for one in tables)
    if new or revised:
        record("statistics.figures_loaded", thing, by=None, new=new, revised=revised)


def _tables(pack: Pack) -> Iterator[str]:
    """The tables of figures in the manifest; the list of categories is not one."""
    for path in pack.files:
        if path.startswith(FOLDER) and path.endswith(".csv") and path != f"{FOLDER}categories.csv":
            yield path


def _indicators(pack: Pack) -> list[Indicator]:
    return [
        Indicator(
            code=record["code"],
            subject=record["subject"],
            unit=record["unit"],
            **_texts(record, "name", "note"),
        )
        for record in pack.records(f"{FOLDER}indicators.yaml")
    ]


def _sources(pack: Pack) -> list[Source]:
    return [
        Source(
            code=record["code"],
            url=record["url"],
            read_on=record["read_on"],
            verified=record["verified"],
            **_texts(record, "short", "title", "licence"),
        )
        for record in pack.records(f"{FOLDER}sources.yaml")
    ]


def _categories(pack: Pack) -> list[Category]:
    communities = dict(registry.communities().order_by().values_list("code", "pk"))
    return [
        Category(
            code=line["code"],
            kind=line["kind"],
            residual=line["residual"] == "yes",
            community_id=None if line["residual"] == "yes" else communities.get(line["code"]),
            order=int(line["order"]),
            **{f"name_{language}": line[f"name_{language}"] for language in ("kk", "ru", "en")},
        )
        for line in pack.csv(f"{FOLDER}categories.csv")
    ]


def _texts(record: Any, *names: str) -> dict[str, str]:
    return {f"{name}_{language}": record[name][language] for name in names for language in ("kk", "ru", "en")}


def _save(rows: list[Any]) -> None:
    """Writes new definitions and corrects changed ones; nothing is removed, what is the same not touched."""
    if not rows:
        return
    model: type[models.Model] = type(rows[0])
    fields = [one.attname for one in model._meta.concrete_fields if not one.primary_key]
    known = {row.pk: row for row in model._default_manager.all()}
    changed = [row for row in rows if row.pk not in known or _differ(row, known[row.pk], fields)]
    model._default_manager.bulk_create(
        changed, update_conflicts=True, unique_fields=["code"], update_fields=fields, batch_size=500
    )


def _differ(row: models.Model, other: models.Model, fields: list[str]) -> bool:
    return any(getattr(row, name) != getattr(other, name) for name in fields)
