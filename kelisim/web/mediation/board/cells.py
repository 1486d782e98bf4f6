"""Columns and cells of the board's tables: said for a reader, bare for a file."""

from __future__ import annotations

from kelisim.kernel.texts import say
from kelisim.web.charts.figure import Column
from kelisim.web.files import Cell

NOT_TOLD = "–"


def columns(*labels: str, number: str, more: tuple[str, ...] = ()) -> list[Column]:
    """Words first, then numbers."""
    words = [Column(label=label) for label in labels]
    return [*words, *(Column(label=label, number=True) for label in (number, *more))]


def share(value: float | None) -> str:
    """A part of one, in per cent."""
    return NOT_TOLD if value is None else Cell(say.percent(value), round(value, 4))


def number(value: float | None, digits: int = 2) -> str:
    """With so many digits behind the point."""
    return NOT_TOLD if value is None else Cell(say.number(value, digits=digits), round(value, digits))


def whole(value: float | None) -> str:
    """Without any."""
    return NOT_TOLD if value is None else Cell(say.number(int(value)), int(value))
