"""Loads a pack's figures: every table of its statistics folder, all or nothing, as often as you like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from kelisim.apps.registry import public as registry
from kelisim.apps.statistics.models import Category, Indicator, Observation, Precision, Source, Status
from kelisim.kernel.packs.complaints import BadPack, Complaint
from kelisim.kernel.packs.pack import Pack
from kelisim.kernel.packs.read import Row, read_csv
from kelisim.kernel.places.models import Territory

FOLDER = "statistics/"
COLUMNS = (
    "indicator",
    "territory",
    "category",
    "period",
    "value",
    "unit",
    "layout",
    "status",
    "precision",
    "break_before",
    "source",
    "facts",
    "inconsistencies",
)
_YEAR = r"[0-9]{4}"
_PERIOD = re.compile(rf"{_YEAR}(-[0-9]{{2}}(-[0-9]{{2}})?)?|{_YEAR}/{_YEAR}")
_VALUE = re.compile(r"-?[0-9]+(\.[0-9]{1,4})?")


@dataclass
class _Known:
    """What a row may refer to, and what was already seen in the tables."""

    territories: set[str]
    indicators: dict[str, Indicator]
    categories: set[str]
    sources: set[str]
    seen: dict[tuple[str, ...], str] = field(default_factory=dict)
    layouts: dict[tuple[str, str, str], str] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)

    def complain(self, file: str, row: Row, column: str, hint: str) -> None:
        self.complaints.append(
            Complaint(file=file, code="bad_value", line=row.line, column=column, value=row[column], hint=hint)
        )


def load(pack: Pack) -> int:
    """Brings the room to what the pack says. Raises BadPack with every bad cell, and then saves nothing."""
    if not pack.has(f"{FOLDER}indicators.yaml"):
        return 0
    indicators, sources, categories = _indicators(pack), _sources(pack), _categories(pack)
    known = _Known(
        territories=set(Territory.objects.order_by().values_list("code", flat=True)),
        indicators={row.code: row for row in indicators},
        categories={row.code for row in categories},
        sources={row.code for row in sources},
    )
    observations = [
        row
        for file in _tables(pack)
        for line in pack.csv(file, columns=COLUMNS)
        if (row := _read(file, line, known))
    ]
    if known.complaints:
        raise BadPack(known.complaints)
    with transaction.atomic():
        for rows in (indicators, sources, categories):
            _save(rows, ["code"])
        _save(observations, ["indicator", "territory", "category", "period", "source"])
    return len(observations)


def load_table(path: Path, *, check: bool = False) -> int:
    """Adds one table of figures to those loaded: the same columns, the same rules, all or nothing.

    Indicators, categories and sources must be known already. With `check` nothing is saved.
    """
    known = _Known(
        territories=set(Territory.objects.order_by().values_list("code", flat=True)),
        indicators={row.code: row for row in Indicator.objects.all()},
        categories=set(Category.objects.order_by().values_list("code", flat=True)),
        sources=set(Source.objects.order_by().values_list("code", flat=True)),
    )
    lines = read_csv(path, columns=COLUMNS)
    rows = [row for line in lines if (row := _read(path.name, line, known))]
    if known.complaints:
        raise BadPack(known.complaints)
    if not check:
        with transaction.atomic():
            _save(rows, ["indicator", "territory", "category", "period", "source"])
    return len(rows)


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


def _read(file: str, row: Row, known: _Known) -> Observation | None:
    """The row as an observation, or complaints about every cell of it that does not fit."""
    before = len(known.complaints)
    _check_references(file, row, known)
    _check_words(file, row, known)
    _check_neighbours(file, row, known)
    value = _value(file, row, known)
    if len(known.complaints) > before:
        return None
    return Observation(
        indicator_id=row["indicator"],
        territory_id=row["territory"],
        category_id=row["category"],
        period=row["period"],
        value=value,
        unit=row["unit"],
        layout=int(row["layout"]) if row["layout"] else None,
        status=row["status"],
        precision=row["precision"],
        break_before=row["break_before"] == "yes",
        source_id=row["source"],
        facts=row["facts"].split(),
        inconsistencies=row["inconsistencies"].split(),
    )


def _check_references(file: str, row: Row, known: _Known) -> None:
    if row["territory"] not in known.territories:
        known.complain(file, row, "territory", _("no such territory; write its code of nine digits"))
    if row["category"] not in known.categories:
        known.complain(file, row, "category", _("not among the categories of the pack"))
    if row["source"] not in known.sources:
        known.complain(file, row, "source", _("not among the sources of the pack"))
    indicator = known.indicators.get(row["indicator"])
    if indicator is None:
        known.complain(file, row, "indicator", _("not among the indicators of the pack"))
    elif indicator.unit != row["unit"]:
        known.complain(file, row, "unit", _("this indicator is counted in “%s”") % indicator.unit)


def _check_words(file: str, row: Row, known: _Known) -> None:
    allowed: dict[str, tuple[str, ...]] = {
        "precision": tuple(Precision.values),
        "status": tuple(Status.values),
        "break_before": ("yes", "no"),
    }
    for column, words in allowed.items():
        if row[column] not in words:
            known.complain(file, row, column, _("one of %s expected") % ", ".join(words))
    if not _PERIOD.fullmatch(row["period"]):
        known.complain(file, row, "period", _("a day, a month, a year or two years with a stroke expected"))
    if row["layout"] and not row["layout"].isdecimal():
        known.complain(file, row, "layout", _("the number of units of the layout expected"))


def _check_neighbours(file: str, row: Row, known: _Known) -> None:
    """Each figure once, and one layout in all rows of a table and period."""
    key = tuple(row[column] for column in ("indicator", "territory", "category", "period", "source"))
    if key in known.seen:
        known.complain(file, row, "territory", _("this figure already stands in %s") % known.seen[key])
    known.seen.setdefault(key, _("%(file)s, line %(line)s") % {"file": file, "line": row.line})
    if row["layout"]:
        together = (row["indicator"], row["period"], row["source"])
        first = known.layouts.setdefault(together, row["layout"])
        if first != row["layout"]:
            known.complain(file, row, "layout", _("mixed layouts: other rows of this period have %s") % first)


def _value(file: str, row: Row, known: _Known) -> Decimal | None:
    if row["precision"] == Precision.NOT_COUNTED:
        if row["value"]:
            known.complain(file, row, "value", _("a thing that was not counted has no number"))
        return None
    if not _VALUE.fullmatch(row["value"]):
        known.complain(file, row, "value", _("a number expected, with a point and at most four decimals"))
        return None
    return Decimal(row["value"])


def _save(rows: list[Any], unique: list[str]) -> None:
    """Writes new rows and corrects known ones; nothing is removed."""
    if not rows:
        return
    model: type[models.Model] = type(rows[0])
    fields = [one.name for one in model._meta.concrete_fields if one.name not in {*unique, "id"}]
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=unique, update_fields=fields, batch_size=500
    )
