"""Working days by the pack's calendar; a year it does not know has only its weekends."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from kelisim.kernel.packs.pack import Pack, current

FILE = "law/calendar.yaml"


def is_working(day: date) -> bool:
    """Whether offices work on the day."""
    kind = _days(current()).get(day, "")
    return kind == "working" or (not kind and day.weekday() < 5)


def known_years() -> set[int]:
    """The years whose holidays the pack lists; elsewhere only weekends are known."""
    return {day.year for day in _days(current())}


def next_working_day(day: date) -> date:
    """The day itself if offices work on it, else the first one after it."""
    while not is_working(day):
        day += timedelta(days=1)
    return day


def add_working_days(day: date, days: int) -> date:
    """The last of `days` working days counted from the day after `day`."""
    left = days
    while left:
        day += timedelta(days=1)
        left -= is_working(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days lie from `first` to `last`, both included; 0 if `last` is earlier."""
    return sum(is_working(first + timedelta(days=step)) for step in range((last - first).days + 1))


@lru_cache(maxsize=4)
def _days(pack: Pack) -> dict[date, str]:
    return {line["day"]: line["kind"] for line in pack.records(FILE)}
