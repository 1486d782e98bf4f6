"""Reads from a calendar file when somebody is busy, and nothing else: words are dropped before it is parsed.

Bounded throughout: bytes, entries, repetitions, horizon. Zones that a file defines itself are not computed:
a name of the tz database counts, anything else is the wall clock of the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from importlib import import_module
from typing import Any

from kelisim.apps.mediation.errors.diary import CalendarDateWrong, CalendarTooLarge, NotACalendar
from kelisim.apps.mediation.queries.diary import Span
from kelisim.apps.mediation.queries.repetition import days_of

MOST_BYTES = 1_000_000
MOST_ENTRIES = 3_000
MOST_REPEATING = 300
LONGEST_REPEATING = timedelta(days=366)
_FOLD = re.compile(r"\r?\n[ \t]")
_KEPT = {
    *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID"),
    *("STATUS", "TRANSP", "FREEBUSY", "X-MICROSOFT-CDO-BUSYSTATUS"),
}
_PARTS = {"VCALENDAR", "VEVENT", "VFREEBUSY"}
_FREE = {("STATUS", "CANCELLED"), ("TRANSP", "TRANSPARENT"), ("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")}
_OTHER = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError, RecursionError)


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What is kept of a file: spans that meet this one, read on the wall clock of this zone."""

    span: Span
    zone: tzinfo


def read_busy(raw: bytes, frame: Frame) -> list[Span]:
    """The busy spans of the frame, merged, so that not even the number of entries is kept.

    Raises CalendarTooLarge, NotACalendar, CalendarDateWrong, CalendarRuleUnknown.
    """
    if len(raw) > MOST_BYTES:
        raise CalendarTooLarge(found=len(raw), most=MOST_BYTES)
    bare = _bare(raw)
    try:
        calendars = import_module("icalendar").Calendar.from_ical(bare, multiple=True)
    except _OTHER as error:
        raise NotACalendar from error
    if not calendars:
        raise NotACalendar
    found = [one for calendar in calendars for one in _spans(calendar, frame)]
    return merged([_cut(one, frame.span) for one in found if one.meets(frame.span)])


def merged(spans: list[Span]) -> list[Span]:
    """The same time in as few spans as possible."""
    done: list[Span] = []
    for one in sorted(spans, key=lambda span: (span.since, span.until)):
        if done and one.since <= done[-1].until:
            done[-1] = Span(since=done[-1].since, until=max(done[-1].until, one.until))
        else:
            done.append(one)
    return done


def _cut(one: Span, frame: Span) -> Span:
    return Span(since=max(one.since, frame.since), until=min(one.until, frame.until))


def _bare(raw: bytes) -> str:
    """The lines that say when; titles, places, guests, alarms and self-made zones are thrown away."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotACalendar from error
    kept: list[str] = []
    inside: list[str] = []
    entries = repeating = 0
    for line in _FOLD.sub("", text).splitlines():
        name, _colon, value = line.partition(":")
        head = name.partition(";")[0].strip().upper()
        if head == "BEGIN":
            inside.append(value.strip().upper())
            entries += inside[-1] in {"VEVENT", "VFREEBUSY"}
        wanted = bool(inside) and set(inside) <= _PARTS
        if wanted and (head in _KEPT or head in {"BEGIN", "END"}):
            kept.append(line)
            repeating += head == "RRULE"
        if head == "END" and inside:
            inside.pop()
    if inside or not kept or kept[0].upper().strip() != "BEGIN:VCALENDAR":
        raise NotACalendar
    if entries > MOST_ENTRIES or repeating > MOST_REPEATING:
        raise CalendarTooLarge(found=max(entries, repeating), most=MOST_ENTRIES)
    return "\r\n".join([*kept, ""])


def _spans(calendar: Any, frame: Frame) -> Iterator[Span]:
    changed = _changed(calendar, frame)
    for number, part in enumerate(calendar.walk()):
        try:
            if part.name == "VEVENT" and not _is_free(part):
                yield from _of_event(part, frame, changed, number)
            elif part.name == "VFREEBUSY":
                yield from _of_freebusy(part, frame)
        except _OTHER as error:
            raise CalendarDateWrong(entry=number) from error


def _changed(calendar: Any, frame: Frame) -> set[tuple[str, datetime]]:
    """Repetitions that were put elsewhere or called off one by one."""
    found = set()
    for part in calendar.walk("VEVENT"):
        if "RECURRENCE-ID" in part:
            at = _moment(part["RECURRENCE-ID"].dt, frame.zone)
            found.add((str(part.get("UID", "")), at))
    return found


def _is_free(part: Any) -> bool:
    return any(str(part.get(name, "")).upper() == value for name, value in _FREE)


def _of_event(part: Any, frame: Frame, changed: set[tuple[str, datetime]], number: int) -> Iterator[Span]:
    start = part["DTSTART"].dt
    length = _length(part, start, frame.zone)
    if length < timedelta() or ("RRULE" in part and length > LONGEST_REPEATING):
        raise CalendarDateWrong(entry=number)
    begins = {start}
    if "RRULE" in part and "RECURRENCE-ID" not in part:
        first = (frame.span.since - length - timedelta(days=1)).date()
        last = (frame.span.until + timedelta(days=1)).date()
        begins = {_on(start, day) for day in days_of(_rules(part), _day(start), (first, last), entry=number)}
    begins |= set(_dates(part, "RDATE"))
    left_out = {_moment(one, frame.zone) for one in _dates(part, "EXDATE")}
    for begin in begins:
        at = _moment(begin, frame.zone)
        own = "RECURRENCE-ID" in part
        if at not in left_out and (own or (str(part.get("UID", "")), at) not in changed) and length:
            yield Span(since=at, until=at + length)


def _rules(part: Any) -> dict[str, list[Any]]:
    found = part["RRULE"]
    one = found[0] if isinstance(found, list) else found
    return {str(name).upper(): list(value) for name, value in one.items()}


def _of_freebusy(part: Any, frame: Frame) -> Iterator[Span]:
    found = part.get("FREEBUSY", [])
    for one in found if isinstance(found, list) else [found]:
        if str(one.params.get("FBTYPE", "BUSY")).upper() == "FREE":
            continue
        since, until = one.dt if hasattr(one, "dt") else (one.start, one.end)
        since = _moment(since, frame.zone)
        yield Span(
            since=since, until=since + until if isinstance(until, timedelta) else _moment(until, frame.zone)
        )


def _length(part: Any, start: date, zone: tzinfo) -> timedelta:
    """As long as it says; without a word a whole day, or nothing."""
    if "DTEND" in part:
        return _moment(part["DTEND"].dt, zone) - _moment(start, zone)
    if "DURATION" in part:
        told: timedelta = part["DURATION"].dt
        return told
    return timedelta() if isinstance(start, datetime) else timedelta(days=1)


def _dates(part: Any, name: str) -> list[date]:
    found = part.get(name, [])
    many = found if isinstance(found, list) else [found]
    return [one.dt[0] if isinstance(one.dt, tuple) else one.dt for value in many for one in value.dts]


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at


def _on(start: date, day: date) -> date:
    """The same hour on another day."""
    return datetime.combine(day, start.timetz()) if isinstance(start, datetime) else day


def _moment(at: date, zone: tzinfo) -> datetime:
    """A day begins at its midnight; a time without a zone is the wall clock of the place."""
    if not isinstance(at, datetime):
        at = datetime.combine(at, time())
    return at if at.tzinfo else at.replace(tzinfo=zone)
