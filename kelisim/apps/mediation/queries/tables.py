"""The published tables of a year and what lies in each of their places; true counts stay in the room."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, pairwise
from typing import Any, Literal, NamedTuple

from django.db.models import Min, Q, QuerySet

from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.models.case import Outcome
from kelisim.engines.disclosure.types import TOTAL, Name
from kelisim.kernel.packs.codes import codes
from kelisim.kernel.places.models import Level as PlaceLevel
from kelisim.kernel.places.models import Territory

Level = Literal["region_topic", "district", "outcome"]
ALL = "all"  # the only row or column of a list
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
        for level in ("outcome", "region_topic")
    ]
    return [
        *quarters,
        *(Period(level=level, since=firsts[0], until=firsts[-1]) for level in ("district", "outcome")),
    ]


def frame(period: Period) -> Frame:
    """Every region or district that stood in the period, every topic, every outcome."""
    if period.level == "outcome":
        outcomes = tuple(code for code in Outcome.values if code != Outcome.APPEAL)
        return Frame(period=period, rows=(ALL,), columns=outcomes)
    levels = [PlaceLevel.REGION]
    if period.level == "district":
        levels.append(PlaceLevel.DISTRICT)
    begun = Q(since=None) | Q(since__lt=period.until)
    standing = Territory.objects.filter(begun, Q(until=None) | Q(until__gt=period.since), level__in=levels)
    rows = tuple(standing.order_by("code").values_list("code", flat=True))
    if period.level == "district":
        return Frame(period=period, rows=rows, columns=(ALL,))
    return Frame(period=period, rows=rows, columns=tuple(code.code for code in codes("topics")))


def tallies(frames: Sequence[Frame]) -> dict[Name, Tally]:
    """What lies in each place of the tables, totals too; one query. A place not named holds nothing."""
    since = min(one.period.since for one in frames)
    until = max(one.period.until for one in frames)
    cases: Counter[Name] = Counter()
    people: dict[Name, set[str]] = defaultdict(set)
    inside = Q(entered_on__gte=since, entered_on__lt=until) | Q(resolved_on__gte=since, resolved_on__lt=until)
    counted = _counted().filter(inside)
    for case in counted.values(
        "region", "territory", "topic", "outcome", "entered_on", "resolved_on", "parties__person_hash"
    ):
        for name in chain.from_iterable(_names(one, case) for one in frames):
            cases[name] += 1
            people[name].add(case["parties__person_hash"])
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
    row, column = ALL, ALL
    if period.level == "outcome":
        column = _within(frame.columns, case["outcome"])
    elif period.level == "district":
        row = _district(frame.rows, case)
    else:
        row, column = _within(frame.rows, case["region"]), _within(frame.columns, case["topic"])
    for there in (row, TOTAL):
        yield from ((period.name, there, column), (period.name, there, TOTAL))


def _district(rows: Sequence[str], case: Mapping[str, Any]) -> str:
    """The district a deeper place lies in, else the row of the case's region: districts add up to regions."""
    region = case["region"] or ELSEWHERE
    district = (case["territory"] or "")[:4].ljust(9, "0")
    return district if district in rows and region_of(district) == region else _within(rows, region)


def _within(known: Sequence[str], code: str | None) -> str:
    return code if code in known and code is not None else ELSEWHERE
