"""Reading a calendar file: busy intervals only, bounded, hostile files refused with what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from kelisim.apps.mediation.errors.diary import (
    CalendarDateWrong,
    CalendarRuleUnknown,
    CalendarTooLarge,
    NotACalendar,
)
from kelisim.apps.mediation.queries import calendar_file
from kelisim.apps.mediation.queries.calendar_file import Frame, read_busy
from kelisim.apps.mediation.queries.diary import Span
from tests.mediation.marks import MARKS

FRAME = Frame(
    span=Span(since=datetime(2026, 3, 2, tzinfo=UTC), until=datetime(2026, 8, 29, tzinfo=UTC)),
    zone=ZoneInfo("Asia/Almaty"),
)
OWN_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Mars",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "RRULE:FREQ=SECONDLY",
    "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0900",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def event(*lines: str) -> tuple[str, ...]:
    return ("BEGIN:VEVENT", "UID:1", f"SUMMARY:{MARKS['talk of a calendar']}", *lines, "END:VEVENT")


def calendar(*lines: str) -> bytes:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", "")).encode()


def read(*lines: str) -> list[tuple[str, str]]:
    found = read_busy(calendar(*event(*lines)), FRAME)
    return [(f"{one.since:%m-%d %H:%M%z}", f"{one.until:%m-%d %H:%M%z}") for one in found]


@pytest.mark.parametrize(
    ("lines", "span"),
    [
        (("DTSTART:20260305T050000Z", "DTEND:20260305T060000Z"), ("03-05 05:00+0000", "03-05 06:00+0000")),
        (
            ("DTSTART;TZID=Asia/Almaty:20260305T100000", "DURATION:PT1H30M"),
            ("03-05 10:00+0500", "03-05 11:30+0500"),
        ),
        (
            ("DTSTART;TZID=Mars:20260305T100000", "DTEND;TZID=Mars:20260305T110000"),
            ("03-05 10:00+0500", "03-05 11:00+0500"),
        ),
        (
            ("DTSTART;VALUE=DATE:20260310", "DTEND;VALUE=DATE:20260313"),
            ("03-10 00:00+0500", "03-13 00:00+0500"),
        ),
        (("DTSTART;VALUE=DATE:20260310",), ("03-10 00:00+0500", "03-11 00:00+0500")),
        (("DTSTART:20260301T050000Z", "DTEND:20300305T060000Z"), ("03-02 00:00+0000", "08-29 00:00+0000")),
    ],
)
def test_one_entry_is_busy_from_beginning_to_end(lines, span) -> None:
    assert read(*lines) == [span]
    assert read_busy(calendar(*OWN_ZONE, *event(*lines)), FRAME) == read_busy(calendar(*event(*lines)), FRAME)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY;COUNT=5", ["03-02", "03-03", "03-04"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20260401T000000Z", ["03-10", "03-12", "03-24", "03-26"]),
        ("FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20260501", ["03-27", "04-24"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20260501", ["03-31", "04-30"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20260601", ["03-31", "04-30", "05-29"]),
        ("FREQ=YEARLY;BYMONTH=4;BYDAY=1MO", ["04-06"]),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", []),
    ],
)
def test_repetitions_are_told_off_within_the_horizon(rule, days) -> None:
    found = read("DTSTART:20260228T040000Z", "DTEND:20260228T050000Z", f"RRULE:{rule}")
    assert [since[:5] for since, _until in found] == days


def test_a_repetition_left_out_or_put_elsewhere_is_not_busy() -> None:
    series = event(
        "DTSTART:20260302T040000Z",
        "DTEND:20260302T050000Z",
        "RRULE:FREQ=DAILY;COUNT=4",
        "EXDATE:20260303T040000Z",
    )
    moved = event("RECURRENCE-ID:20260304T040000Z", "DTSTART:20260310T040000Z", "DTEND:20260310T050000Z")
    found = read_busy(calendar(*series, *moved), FRAME)
    assert [f"{one.since:%m-%d}" for one in found] == ["03-02", "03-05", "03-10"]


@pytest.mark.parametrize(
    "line", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"]
)
def test_what_says_it_is_free_keeps_nobody_busy(line) -> None:
    assert read("DTSTART:20260305T050000Z", "DTEND:20260305T060000Z", line) == []


def test_touching_entries_become_one_span() -> None:
    first = event("DTSTART:20260305T050000Z", "DTEND:20260305T060000Z")
    second = event("DTSTART:20260305T060000Z", "DTEND:20260305T070000Z")
    (found,) = read_busy(calendar(*second, *first), FRAME)
    assert (found.since.hour, found.until.hour) == (5, 7)


def test_free_busy_lists_are_read() -> None:
    lines = (
        "BEGIN:VFREEBUSY",
        "FREEBUSY:20260305T040000Z/PT3H,20260306T040000Z/20260306T050000Z",
        "FREEBUSY;FBTYPE=FREE:20260307T040000Z/PT3H",
        "END:VFREEBUSY",
    )
    assert [f"{one.since:%d %H}-{one.until:%H}" for one in read_busy(calendar(*lines), FRAME)] == [
        "05 04-07",
        "06 04-05",
    ]


START = ("DTSTART:20260302T040000Z", "DTEND:20260302T050000Z")
HOSTILE = {
    "empty": (b"", NotACalendar),
    "words": ("сәлем".encode(), NotACalendar),
    "letters": (b"\xff\xfe\x00", NotACalendar),
    "open": (b"BEGIN:VCALENDAR\r\n", NotACalendar),
    "no calendar": (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", NotACalendar),
    "bytes": (b"x" * (calendar_file.MOST_BYTES + 1), CalendarTooLarge),
    "entries": (calendar(*event(*START) * (calendar_file.MOST_ENTRIES + 1)), CalendarTooLarge),
    "rules": (calendar(*event(*START, "RRULE:FREQ=DAILY") * 301), CalendarTooLarge),
    "secondly": (calendar(*event(*START, "RRULE:FREQ=SECONDLY")), CalendarRuleUnknown),
    "by hour": (calendar(*event(*START, "RRULE:FREQ=DAILY;BYHOUR=1,2")), CalendarRuleUnknown),
    "old count": (
        calendar(*event("DTSTART:19700101T040000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=99999")),
        CalendarRuleUnknown,
    ),
    "backwards": (calendar(*event(START[0], "DTEND:20260201T050000Z")), CalendarDateWrong),
    "no month 99": (calendar(*event("DTSTART:20269901T040000Z")), CalendarDateWrong),
    "no start": (calendar(*event("RRULE:FREQ=DAILY")), CalendarDateWrong),
    "for ages": (
        calendar(*event(START[0], "DURATION:P999999999D", "RRULE:FREQ=DAILY")),
        CalendarDateWrong,
    ),
    "step": (
        calendar(*event(*START, "RRULE:FREQ=DAILY;INTERVAL=0")),
        CalendarRuleUnknown,
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_three_languages_and_tells_nothing(name) -> None:
    raw, kind = HOSTILE[name]
    with pytest.raises(kind) as refused:
        read_busy(raw, FRAME)
    said = set()
    for language in ("kk", "ru", "en"):
        with override(language):
            said.add(str(refused.value))
    assert len(said) == 3
    assert "Құпия" not in "".join(said)
