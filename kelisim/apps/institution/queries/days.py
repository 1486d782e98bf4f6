"""A day as people type it."""

from __future__ import annotations

import re
from datetime import date

from kelisim.apps.institution.errors import BadDay

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day_of(text: str) -> date:
    """The day written as YYYY-MM-DD. Raises BadDay."""
    if not _DAY.fullmatch(text):
        raise BadDay(value=text[:40])
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadDay(value=text[:40]) from None
