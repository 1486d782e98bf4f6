"""How figures are said: values at their precision, periods at theirs, units and sources by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from kelisim.apps.statistics.models import Observation, Precision, Source
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of, reader_language
from kelisim.web.charts.figure import Chip
from kelisim.web.files import Cell

UNITS = {
    "person": pgettext_lazy("unit", "people"),
    "percent": pgettext_lazy("unit", "per cent"),
    "confession": pgettext_lazy("unit", "confessions"),
    "association": pgettext_lazy("unit", "associations"),
    "building": pgettext_lazy("unit", "buildings"),
    "title": pgettext_lazy("unit", "titles"),
    "school": pgettext_lazy("unit", "schools"),
    "course": pgettext_lazy("unit", "courses"),
    "council": pgettext_lazy("unit", "councils"),
    "office": pgettext_lazy("unit", "offices"),
    "mediator": pgettext_lazy("unit", "mediators"),
    "application": pgettext_lazy("unit", "applications"),
    "member": pgettext_lazy("unit", "members"),
    "house": pgettext_lazy("unit", "houses"),
    "scientist": pgettext_lazy("unit", "scientists"),
    "organisation": pgettext_lazy("unit", "organisations"),
    "source": pgettext_lazy("unit", "sources"),
    "event": pgettext_lazy("unit", "events"),
    "department": pgettext_lazy("unit", "departments"),
    "expert": pgettext_lazy("unit", "experts"),
}


MINUS = "\u2212"
_ONES = ("-ден", "-ден", "-тен", "-тен", "-тен", "-дан", "-ден", "-ден", "-дан")
_TENS = ("-нан", "-дан", "-дан", "-тан", "-ден", "-тан", "-тен", "-нен", "-нан")


def said(row: Observation) -> str:
    """The value as published: “more than 500”, “61 %”, “named, not counted”."""
    return value_said(row.value, row.unit, row.precision)


def value_said(value: Decimal | None, unit: str, precision: str) -> str:
    """The same of a value with its unit and precision."""
    if value is None:
        return _("named, not counted")
    number = percent(value / 100, digits=decimals(value)) if unit == "percent" else whole(value)
    if precision == Precision.MORE_THAN:
        return more_than(number, value)
    return _("about %s") % number if precision == Precision.ABOUT else number


def more_than(number: str, value: Decimal) -> str:
    """“More than 40”; in Kazakh the number takes the ending its last word asks for."""
    ending = ablative(int(value)) if reader_language() == "kk" else ""
    return _("more than %s") % f"{number}{ending}"


def ablative(value: int) -> str:
    """The Kazakh ending “from” of a whole number, by its last word: қырық-тан, бес жүз-ден, мың-нан."""
    if value % 10:
        return _ONES[value % 10 - 1]
    if value % 100:
        return _TENS[value % 100 // 10 - 1]
    return "-ден" if value % 1000 else "-нан"


def whole(value: Decimal | int) -> Cell:
    """A count, grouped the way of the language."""
    return Cell(say.number(value, digits=0), int(value))


def number(value: float | Decimal, digits: int) -> Cell:
    """A number with so many digits after the comma; bare with two more."""
    return Cell(say.number(value, digits=digits), round(float(value), digits + 2))


def percent(share: float | Decimal, *, digits: int = 1) -> Cell:
    """A share in per cent; the bare value is in per cent too, with two digits more."""
    return Cell(say.percent(share, digits=digits), round(float(share) * 100, digits + 2))


def signed(cell: Cell) -> Cell:
    """A difference: with its sign before it, a true minus."""
    return Cell(MINUS + cell[1:] if cell.startswith("-") else f"+{cell}", cell.bare)


def decimals(value: Decimal) -> int:
    """How many decimals the source printed."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def short(value: Decimal) -> str:
    """A population in a tile: “1,51 m”, “695 k”."""
    if value >= 1_000_000:
        return pgettext("short number", "%s m") % say.number(value / 1_000_000, digits=2)
    return pgettext("short number", "%s k") % say.number(value / 1_000, digits=0)


def period(text: str) -> Cell:
    """A period at its own precision: a day, a month, a year, or from one year to another."""
    return Cell(_period(text), text)


def _period(text: str) -> str:
    since, _stroke, until = text.partition("/")
    if until:
        return f"{since}\u2013{until}"
    parts = [int(part) for part in text.split("-")]
    precision = ("year", "month", "day")[len(parts) - 1]
    return say.date(date(parts[0], *[*parts[1:], 1, 1][:2]), precision=precision)


def chip(source: Source, on: str = "") -> Chip:
    """A source beside its figures; where it has no address of its own, to where we describe it."""
    return Chip(
        source=of(source, "short"),
        on=period(on) if on else "",
        href=source.url or f"{reverse('statistics')}#source-{source.code}",
        note="" if source.verified else _("read in a copy, not checked"),
    )


def precision_note(precision: str, parts: int = 1) -> str:
    """What a reader must know of a figure; nothing for one that stands as published."""
    if parts > 1:
        return _("two units added up")
    return "" if precision == Precision.EXACT else str(Precision(precision).label)
