"""Partial dates: a year, a month, a day, or somewhere between two days; never padded."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_FORMS = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, kw_only=True)
class Days:
    """The first and the last possible day, and how exactly the date is known."""

    first: date
    last: date
    precision: str


class BadDate(ValueError):
    """A text that is no date in one of the four forms."""


def parse(text: str) -> Days:
    """`2014`, `2005-04`, `1995-03-01` or `2015-10-27/2018-04-27` as a span of possible days.

    Raises BadDate on anything else, on days the calendar lacks and on a span that runs backwards.
    """
    try:
        return _between(text) if "/" in text else _one(text)
    except ValueError:
        raise BadDate(text) from None


def _between(text: str) -> Days:
    first, _, last = text.partition("/")
    span = Days(first=date.fromisoformat(first), last=date.fromisoformat(last), precision="between")
    if span.last <= span.first:
        raise ValueError(text)
    return span


def _one(text: str) -> Days:
    found = _FORMS.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = int(found[1]), found[2], found[3]
    if month is None:
        return Days(first=date(year, 1, 1), last=date(year, 12, 31), precision="year")
    if day is None:
        last = monthrange(year, int(month))[1]
        return Days(first=date(year, int(month), 1), last=date(year, int(month), last), precision="month")
    exact = date(year, int(month), int(day))
    return Days(first=exact, last=exact, precision="day")


def written(first: date, last: date, precision: str) -> str:
    """The date at its own precision, in the form `parse` reads."""
    if precision == "year":
        return f"{first.year:04}"
    if precision == "month":
        return f"{first.year:04}-{first.month:02}"
    if precision == "between":
        return f"{first.isoformat()}/{last.isoformat()}"
    return first.isoformat()
