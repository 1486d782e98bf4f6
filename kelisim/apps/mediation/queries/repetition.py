"""The days on which an entry of a calendar repeats, day by day within bounds: no rule can run on for ever."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Any

from kelisim.apps.mediation.errors.diary import CalendarRuleUnknown

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OLDEST_COUNTED = timedelta(days=5 * 366)
_READ = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
_OFTEN = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")

Rule = dict[str, list[Any]]


def days_of(rule: Rule, start: date, within: tuple[date, date], *, entry: int) -> list[date]:
    """The days of a rule that begins on `start`, from the first to the last of `within`.

    Raises CalendarRuleUnknown for what is more often than daily or has a part that is not read.
    """
    _check(rule, start, within[0], entry)
    count = int(rule["COUNT"][0]) if "COUNT" in rule else None
    last = min([within[1], *[_plain(one) for one in rule.get("UNTIL", [])]])
    # Only a counted rule must be told off from its beginning.
    day = start if count is not None else max(start, within[0])
    found: list[date] = []
    chosen: dict[tuple[int, int], set[date]] = {}  # by month, told once
    told = 0
    while day <= last and (count is None or told < count):
        if day == start or _falls(rule, start, day, chosen):
            told += 1
            if day >= within[0]:
                found.append(day)
        day += timedelta(days=1)
    return found


def _check(rule: Rule, start: date, first: date, entry: int) -> None:
    often = str(rule.get("FREQ", [""])[0]).upper()
    unknown = sorted(set(rule) - _READ)
    if often not in _OFTEN:
        unknown = ["FREQ"]
    elif "COUNT" in rule and first - start > OLDEST_COUNTED:
        unknown = ["COUNT"]
    elif int(rule.get("INTERVAL", [1])[0]) < 1:
        unknown = ["INTERVAL"]
    elif "BYSETPOS" in rule and often != "MONTHLY":
        unknown = ["BYSETPOS"]
    if unknown:
        raise CalendarRuleUnknown(entry=entry, rule=unknown[0][:20])


def _falls(rule: Rule, start: date, day: date, chosen: dict[tuple[int, int], set[date]]) -> bool:
    often = str(rule["FREQ"][0]).upper()
    if not _in_step(often, int(rule.get("INTERVAL", [1])[0]), start, day):
        return False
    months = [int(one) for one in rule.get("BYMONTH", [])]
    if often == "YEARLY" and not months:
        months = [start.month]
    if months and day.month not in months:
        return False
    if "BYSETPOS" in rule:
        month = (day.year, day.month)
        if month not in chosen:
            chosen[month] = _positions(rule, start, day)
        return day in chosen[month]
    return _fits(rule, often, start, day)


def _in_step(often: str, interval: int, start: date, day: date) -> bool:
    if often == "DAILY":
        passed = (day - start).days
    elif often == "WEEKLY":
        passed = (_monday(day) - _monday(start)).days // 7
    elif often == "MONTHLY":
        passed = (day.year - start.year) * 12 + day.month - start.month
    else:
        passed = day.year - start.year
    return passed % interval == 0


def _fits(rule: Rule, often: str, start: date, day: date) -> bool:
    of_month = [int(one) for one in rule.get("BYMONTHDAY", [])]
    of_week = [str(one).upper() for one in rule.get("BYDAY", [])]
    length = monthrange(day.year, day.month)[1]
    if of_month and day.day not in of_month and day.day - length - 1 not in of_month:
        return False
    if of_week:
        return any(_is_weekday(one, day, length) for one in of_week)
    if of_month or often == "DAILY":
        return True
    return day.weekday() == start.weekday() if often == "WEEKLY" else day.day == start.day


def _is_weekday(told: str, day: date, length: int) -> bool:
    """MO is every Monday, 2MO the second of the month, -1FR the last Friday."""
    if told[-2:] != WEEK[day.weekday()]:
        return False
    place = int(told[:-2] or 0)
    return place in {0, (day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1)}


def _positions(rule: Rule, start: date, day: date) -> set[date]:
    """Which of the month's fitting days are meant: -1 is the last."""
    length = monthrange(day.year, day.month)[1]
    month = [day.replace(day=number) for number in range(1, length + 1)]
    fitting = [one for one in month if _fits(rule, "MONTHLY", start, one)]
    places = [int(one) for one in rule["BYSETPOS"]]
    return {fitting[at - 1 if at > 0 else at] for at in places if at and -len(fitting) <= at <= len(fitting)}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _plain(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at
