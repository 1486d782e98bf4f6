"""Dates, numbers and money as the reader's language writes them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal, format_percent
from django.utils import timezone

from kelisim.kernel.texts.of import reader_language

# Day before month in English too; our own patterns, since Babel's own mix three kinds of space.
_DAY = {"kk": "y 'ж'. d MMMM", "ru": "d MMMM y 'г'.", "en": "d MMMM y"}
_MONTH = {"kk": "y 'ж'. MMMM", "ru": "LLLL y", "en": "MMMM y"}
_NEAR = {"kk": "d MMMM", "ru": "d MMMM", "en": "d MMMM"}
_YEAR = {"kk": "y 'ж'.", "ru": "y 'г'.", "en": "y"}
_MOMENT = {"kk": "y 'ж'. d MMMM, HH:mm", "ru": "d MMMM y 'г'., HH:mm", "en": "d MMMM y, HH:mm"}
_ZONE = "Asia/Almaty"


def date(day: dt.date, lang: str | None = None, *, precision: str = "day") -> str:
    """A date at its own precision: `day`, `month`, `year`, or `near`: its year goes without saying."""
    return _date(day, lang or reader_language(), precision)


@lru_cache(maxsize=4096)  # a list tells few days many times
def _date(day: dt.date, lang: str, precision: str) -> str:
    pattern = {"month": _MONTH, "year": _YEAR, "near": _NEAR}.get(precision, _DAY)[lang]
    return format_date(day, pattern, locale=lang)


def moment(at: dt.datetime, lang: str | None = None, *, zone: str = "") -> str:
    """A moment on the wall clock of Kazakhstan, or of the zone named."""
    lang = lang or reader_language()
    return format_datetime(at, _MOMENT[lang], tzinfo=ZoneInfo(zone or _ZONE), locale=lang)


def clock(at: dt.datetime, *, zone: str = "") -> str:
    """The time of day of a moment."""
    return f"{at.astimezone(ZoneInfo(zone or _ZONE)):%H:%M}"


def ago(at: dt.datetime, lang: str | None = None) -> str:
    """How long ago, or how far ahead, in the largest whole unit."""
    return format_timedelta(at - timezone.now(), add_direction=True, locale=lang or reader_language())


def number(value: float | Decimal, lang: str | None = None, *, digits: int | None = None) -> str:
    """A number with the language's own separators; `digits` after the comma if given."""
    pattern = None if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=lang or reader_language())


def exact(value: Decimal) -> str:
    """The value as files and programs write it: a point, no grouping, no idle zeros."""
    return f"{value.normalize():f}"


def percent(share: float | Decimal, lang: str | None = None, *, digits: int = 1) -> str:
    """A share (0..1) as per cent; the brief's sources print a space before the sign in all three."""
    lang = lang or reader_language()
    pattern = "#,##0" + ("." + "0" * digits if digits else "") + "\u00a0%"
    return format_percent(share, format=pattern, locale=lang)


def money(tenge: Decimal | int, lang: str | None = None) -> str:
    """An amount in tenge with the sign behind it, which Babel's Russian does not know."""
    whole = tenge == int(tenge)
    return f"{number(tenge, lang, digits=0 if whole else 2)}\u00a0₸"


def language_name(code: str, lang: str | None = None) -> str:
    """The name of a language, as the reader calls it."""
    name: str = Locale(lang or reader_language()).languages.get(code, code)
    return name
