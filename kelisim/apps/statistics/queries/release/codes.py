"""The code lists of a release: territories, categories, indicators, and sources with their licences."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kelisim.apps.statistics.models import Category, Indicator, Source
from kelisim.apps.statistics.queries.release.columns import Filled, column, optional, said, text
from kelisim.engines.tabular.types import Column, Reference, Table
from kelisim.kernel.places.models import Territory


def code_tables() -> list[Filled]:
    """The four lists, in the order in which the others refer to them."""
    return [_territories(), _categories(), _indicators(), _sources()]


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(optional(f"{name}_{language}") for name in names for language in ("kk", "ru", "en"))


def _rows(model: type[models.Model], fields: Iterable[str]) -> list[list[str]]:
    """By the first field, the code: sorted here, since databases order text each in its own way."""
    found: Any = model._default_manager.order_by().values_list(*fields)
    return sorted([text(value) for value in line] for line in found.iterator())


def _territories() -> Filled:
    named = ("code", "iso", "level", "kind", "parent_id", "carved_from_id")
    fields = (*named, "name_kk", "name_ru", "name_en", "since", "until")
    return Filled(
        table=Table(
            name="territories",
            path="codes/territories.csv",
            titles=said(_("Territories: codes of KATO and ISO 3166-2")),
            columns=(
                column("code"),
                optional("iso"),
                column("level"),
                column("kind"),
                optional("parent"),
                optional("carved_from"),
                *_texts("name"),
                optional("since", "date"),
                optional("until", "date"),
            ),
            key=("code",),
            references=(
                Reference(column="parent", table="", target="code"),
                Reference(column="carved_from", table="", target="code"),
            ),
        ),
        rows=partial(_rows, Territory, fields),
    )


def _categories() -> Filled:
    fields = ("code", "kind", "residual", "community__code", "order", "name_kk", "name_ru", "name_en")
    return Filled(
        table=Table(
            name="categories",
            path="codes/categories.csv",
            titles=said(_("Categories: peoples, confessions, kinds")),
            columns=(
                column("code"),
                column("kind"),
                column("residual", "boolean"),
                optional("community"),
                column("order", "integer"),
                *_texts("name"),
            ),
            key=("code",),
        ),
        rows=partial(_rows, Category, fields),
    )


def _indicators() -> Filled:
    fields = ("code", "subject", "unit", "name_kk", "name_ru", "name_en", "note_kk", "note_ru", "note_en")
    return Filled(
        table=Table(
            name="indicators",
            path="codes/indicators.csv",
            titles=said(_("Indicators and what to know of each")),
            columns=(column("code"), column("subject"), column("unit"), *_texts("name", "note")),
            key=("code",),
        ),
        rows=partial(_rows, Indicator, fields),
    )


def _sources() -> Filled:
    words = [f"{name}_{lang}" for name in ("short", "title", "licence") for lang in ("kk", "ru", "en")]
    return Filled(
        table=Table(
            name="sources",
            path="codes/sources.csv",
            titles=said(_("Sources and their licences")),
            columns=(
                column("code"),
                optional("url"),
                column("read_on", "date"),
                column("verified", "boolean"),
                *_texts("short", "title", "licence"),
            ),
            key=("code",),
        ),
        rows=partial(_rows, Source, ("code", "url", "read_on", "verified", *words)),
    )
