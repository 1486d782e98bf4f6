"""Figures a release revised or withdrew, in the reader's words; the files hold the same in codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kelisim.apps.statistics.models import Category, Precision
from kelisim.apps.statistics.states import Status
from kelisim.kernel.places.models import Territory
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.statistics.words import MINUS, decimals, period

_MARKS = {one.value: one for one in (*Precision, *Status)}


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One figure: which it is, what happened to it, and its two values."""

    indicator: str
    place: str
    category: str
    period: str
    revised: bool
    before: str
    after: str


def changed(rows: Sequence[dict[str, str]], names: dict[str, str]) -> list[Changed]:
    """Each row of changes.csv with names for its codes; `names` are those of the indicators."""
    places = Territory.objects.in_bulk({row["territory"] for row in rows}, field_name="code")
    categories = Category.objects.in_bulk({row["category"] for row in rows})
    return [
        Changed(
            indicator=names.get(row["indicator"], row["indicator"]),
            place=of(places[row["territory"]], "name") if row["territory"] in places else row["territory"],
            category=of(categories[row["category"]], "name"),
            period=period(row["period"]),
            revised=row["change"] == "revised",
            before=value_told(row["before"]),
            after=value_told(row["after"]),
        )
        for row in rows
    ]


def value_told(text: str) -> str:
    """“3420.5 revised” as a reader reads it: the number her way, the marks in her language."""
    number, *marks = text.split(" ") if text else ("",)
    words = [str(_MARKS[mark].label) if mark in _MARKS else mark for mark in marks]
    if number in _MARKS:  # a figure without a value has only its marks
        return ", ".join([str(_MARKS[number].label), *words])
    if not number:
        return "–"
    value = Decimal(number)
    told = say.number(value, digits=decimals(value)).replace("-", MINUS)
    return f"{told} ({', '.join(words)})" if words else told
