"""The published tables of a year and what lies in each of their places; true counts stay in the room."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, pairwise
from typing import Any, Literal, NamedTuple

from django.conf import settings
from django.db.models import Min, Q, QuerySet

from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.models.case import Outcome
from kelisim.apps.mediation.queries import yearly
from kelisim.apps.mediation.queries.yearly import ALL
from kelisim.engines.disclosure.types import TOTAL, Name
from kelisim.kernel.packs.codes import codes
from kelisim.kernel.places.models import Level as PlaceLevel
from kelisim.kernel.places.models import Territory

Level = Literal[
    "region_topic", "district", "outcome", "access", "stage", "discrimination", "performance", "break_glass"
]
QUARTERLY: tuple[Level, ...] = ("outcome", "region_topic")
YEARLY: tuple[Level, ...] = (
    "district", "outcome", "access", "stage", "discrimination", "performance", "break_glass",
)  # fmt: skip
# By which fields of an application it finds its row and its column.
_BY: dict[str, tuple[str, str]] = {
    "outcome": ("", "outcome"),
    "district": ("", ""),
    "access": ("channel", "language"),
    "stage": ("region", "stage"),
    "region_topic": ("region", "topic"),
}
_FIELDS = (
    *("region", "territory", "topic", "outcome", "channel", "language", "stage"),
    *("entered_on", "resolved_on", "parties__person_hash"),
)
NOWHERE = "none"  # the stage of a case that lies before no court and no other body
ELSEWHERE = ""  # counted in the totals only: what no row or column of the table is for


@dataclass(frozen=True, kw_only=True)
class Period:
    """One table that is or will be published: its level, and its period, `until` being the day after it."""

    level: Level
    since: date
    until: date

    @property
    def name(self) -> str:
        """By which the engine knows the table."""
        return f"{self.level} {self.since.isoformat()} {self.until.isoformat()}"


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A table without its counts, never chosen by what was counted: an absent row would tell of a zero."""

    period: Period
    rows: tuple[str, ...]
    columns: tuple[str, ...]


class Tally(NamedTuple):
    """Cases and different applicants of one place."""

    cases: int
    applicants: int


def periods_of(year: int) -> list[Period]:
    """All that is ever published of a year, in the order in which the periods end."""
    firsts = [date(year, month, 1) for month in (1, 4, 7, 10)] + [date(year + 1, 1, 1)]
    quarters = [
        Period(level=level, since=since, until=until)
        for since, until in pairwise(firsts)
        for level in QUARTERLY
    ]
    return [
        *quarters,
        *(Period(level=level, since=firsts[0], until=firsts[-1]) for level in YEARLY),
    ]


def frame(period: Period) -> Frame:
    """Every region or district that stood in the period, every topic and outcome, every code of a list."""
    if period.level == "outcome":
        return Frame(
            period=period,
            rows=(ALL,),
            columns=tuple(code for code in Outcome.values if code != Outcome.APPEAL),
        )
    if period.level == "performance":
        return Frame(period=period, rows=(ALL,), columns=tuple(yearly.PERFORMANCE))
    if period.level == "break_glass":
        return Frame(period=period, rows=(ALL,), columns=_listed("break_glass"))
    if period.level == "discrimination":
        grounds, areas = _listed("discrimination_grounds"), _listed("discrimination_areas")
        return Frame(period=period, rows=grounds, columns=areas)
    if period.level == "access":
        return Frame(period=period, rows=_listed("channels"), columns=tuple(dict(settings.LANGUAGES)))
    return _placed(period)


def _placed(period: Period) -> Frame:
    levels = [PlaceLevel.REGION]
    if period.level == "district":
        levels.append(PlaceLevel.DISTRICT)
    begun = Q(since=None) | Q(since__lt=period.until)
    standing = Territory.objects.filter(begun, Q(until=None) | Q(until__gt=period.since), level__in=levels)
    found = tuple(standing.order_by("code").values_list("code", flat=True))
    # A district may be older than the region it lies in: until then nothing can be counted there.
    rows = tuple(code for code in found if region_of(code) in found)
    if period.level == "district":
        return Frame(period=period, rows=rows, columns=(ALL,))
    if period.level == "stage":
        stages = tuple(one for one in _listed("stages") if one != NOWHERE)
        return Frame(period=period, rows=rows, columns=stages)
    return Frame(period=period, rows=rows, columns=_listed("topics"))


def _listed(group: str) -> tuple[str, ...]:
    return tuple(code.code for code in codes(group))


def tallies(frames: Sequence[Frame]) -> dict[Name, Tally]:
    """What lies in each place of the tables, totals too. A place not named holds nothing.

    One query for all that counts applications, and one for each table that counts something else.
    """
    since = min(one.period.since for one in frames)
    until = max(one.period.until for one in frames)
    cases: Counter[Name] = Counter()
    people: dict[Name, set[str]] = defaultdict(set)
    inside = Q(entered_on__gte=since, entered_on__lt=until) | Q(resolved_on__gte=since, resolved_on__lt=until)
    counted = _counted().filter(inside)
    applied = [one for one in frames if one.period.level not in yearly.COUNTED]
    for case in counted.values(*_FIELDS):
        for name in chain.from_iterable(_names(one, case) for one in applied):
            cases[name] += 1
            people[name].add(case["parties__person_hash"])
    for one in frames:
        if one.period.level in yearly.COUNTED:
            for row, column, who in yearly.COUNTED[one.period.level](one.period.since, one.period.until):
                for name in _at(one, _within(one.rows, row), _within(one.columns, column)):
                    cases[name] += 1
                    people[name].add(who)
    return {name: Tally(found, len(people[name])) for name, found in cases.items()}


def open_on(day: date) -> int:
    """Applications that had come in and were not resolved when the day began."""
    return _counted().filter(entered_on__lt=day).count() - _counted().filter(resolved_on__lt=day).count()


def first_year() -> int | None:
    """The year of the first application ever counted."""
    first: date | None = _counted().aggregate(first=Min("entered_on"))["first"]
    return None if first is None else first.year


def region_of(district: str) -> str:
    """The region a row of the districts' table lies in; a region's own row holds what names no district."""
    return district[:2].ljust(9, "0") if district else ELSEWHERE


def _counted() -> QuerySet[Case]:
    """Applications, each joined to its one applicant."""
    applied = Case.objects.filter(entered_on__isnull=False, parties__side=Party.Side.APPLICANT)
    return applied.exclude(outcome=Outcome.APPEAL)


def _names(frame: Frame, case: Mapping[str, Any]) -> Iterator[Name]:
    """The place of a case in a table, and the totals above it; nothing if it lies in another period."""
    period = frame.period
    on = case["resolved_on" if period.level == "outcome" else "entered_on"]
    if on is None or not period.since <= on < period.until:
        return
    if period.level == "stage" and case["stage"] == NOWHERE:
        return
    by_row, by_column = _BY[period.level]
    row = _district(frame.rows, case) if period.level == "district" else ALL
    if by_row:
        row = _within(frame.rows, case[by_row])
    yield from _at(frame, row, _within(frame.columns, case[by_column]) if by_column else ALL)


def _at(frame: Frame, row: str, column: str) -> Iterator[Name]:
    """The place and the totals above it."""
    for there in (row, TOTAL):
        yield from ((frame.period.name, there, column), (frame.period.name, there, TOTAL))


def _district(rows: Sequence[str], case: Mapping[str, Any]) -> str:
    """The district a deeper place lies in, else the row of the case's region: districts add up to regions."""
    region = case["region"] or ELSEWHERE
    district = (case["territory"] or "")[:4].ljust(9, "0")
    return district if district in rows and region_of(district) == region else _within(rows, region)


def _within(known: Sequence[str], code: str | None) -> str:
    return code if code in known and code is not None else ELSEWHERE
