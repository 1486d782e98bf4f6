"""A day as people type it; the date of an act or an effect as a line of a file writes it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from kelisim.apps.institution.errors import BadDay
from kelisim.apps.institution.models import Act, Effect
from kelisim.engines.timeline.dates import parse, written

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _a_date(text: str) -> str:
    parse(text)
    return text


When = Annotated[str, BeforeValidator(str), AfterValidator(_a_date)]  # of a record of the pack


def day_of(text: str) -> date:
    """The day written as YYYY-MM-DD. Raises BadDay."""
    if not _DAY.fullmatch(text):
        raise BadDay(value=text[:40])
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadDay(value=text[:40]) from None


def days_of(thing: Act | Effect) -> str:
    """At its own precision, in the form `parse` reads."""
    first, last = (thing.date, thing.date_last) if isinstance(thing, Act) else (thing.on, thing.on_last)
    return written(first, last, thing.precision)
