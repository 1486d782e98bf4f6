"""Forms that many answers share: a text in three languages, a day at its own precision, an exact number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field

from kelisim.engines.timeline.dates import written
from kelisim.engines.timeline.types import Effect
from kelisim.kernel.texts.of import LANGUAGES, Text, text_of
from kelisim.kernel.texts.say import exact

Number = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$", description="An exact decimal number, as text")]


class Shape(BaseModel):
    """A part of an answer. The library's own base would look each field up twice: half the time of a page."""


class Words(Shape):
    """A text in Kazakh, Russian and English; null where it does not exist in that language."""

    kk: str | None
    ru: str | None
    en: str | None


class Dated(Shape):
    """A day at its own precision, the day from which it is certain, and the act and clause behind it."""

    on: str
    precision: str
    certain: date
    act: str
    clause: str | None


def words(text: Text) -> Words:
    """A text as an answer tells it."""
    return Words(**{lang: getattr(text, lang) or None for lang in LANGUAGES})


def words_of(thing: object, field: str) -> Words:
    """Three columns of a row as one text."""
    return words(text_of(thing, field))


def any_words(text: Text) -> Words | None:
    """Null where there is no text at all."""
    return words(text) if text.of() else None


def measure(value: float) -> str:
    """A computed value to six places, as in the CSV files."""
    return exact(Decimal(f"{value:.6f}"))


def dated(effect: Effect) -> Dated:
    """When an effect takes place, and by what right."""
    return Dated(
        on=written(effect.first, effect.last, effect.precision),
        precision=effect.precision,
        certain=effect.last,
        act=effect.act,
        clause=effect.clause or None,
    )
