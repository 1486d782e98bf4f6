"""The ledger over the years: acts in force at the end of each, statuses given, and periods between cuts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kelisim.apps.institution.queries.ledger import given
from kelisim.engines.timeline.compare import Frame
from kelisim.engines.timeline.fold import fold, known, order
from kelisim.engines.timeline.structure import acts_in_force, bodies, holdings
from kelisim.engines.timeline.types import Effect, Kind, Verb


@dataclass(frozen=True, kw_only=True)
class Year:
    """Which acts were in force on the last day of a year, or today in the year that runs."""

    year: int
    day: date
    acts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Status:
    """A legal status given by an act; `new` unless the holder had the same already."""

    effect: Effect
    holder: str
    code: str
    new: bool


def years(rows: Iterable[Effect], adopted: Mapping[str, date], until: date) -> tuple[Year, ...]:
    """Every year since the first effect of the ledger."""
    live = known(rows, None)
    if not live:
        return ()
    days = [
        min(date(year, 12, 31), until) for year in range(min(row.last for row in live).year, until.year + 1)
    ]
    return tuple(
        Year(year=day.year, day=day, acts=acts_in_force(fold(live, day=day), adopted)) for day in days
    )


def statuses(rows: Iterable[Effect], power: str) -> tuple[Status, ...]:
    """Every grant of the power that is a legal status, by day."""
    found: list[Status] = []
    latest = ("", "")
    for row in sorted(known(rows, None), key=order):
        if row.kind is Kind.POWER and row.subject == power and row.verb is Verb.GRANT:
            here = (row.key, str(row.value.get("code", "")))
            found.append(Status(effect=row, holder=row.key, code=here[1], new=here != latest))
            latest = here
    return tuple(found)


def cuts(granted: Iterable[Status], until: date) -> tuple[date, ...]:
    """The days on which the legal status changed, each certain: the default periodisation."""
    return tuple(sorted({one.effect.last for one in granted if one.new and one.effect.last <= until}))


@dataclass(frozen=True, kw_only=True)
class Period:
    """What stood on the last day of a period, and how many changes took effect within it."""

    since: date
    until: date
    status: str
    status_act: str
    bodies: int
    powers: int
    acts: int
    changes: int


def periods(
    rows: Iterable[Effect], days: Iterable[date], *, adopted: Mapping[str, date], setting: Frame, until: date
) -> tuple[Period, ...]:
    """From each cut to the day before the next, the last one to `until`; cuts ahead count for nothing.

    Formula: docs/method/periods.md.
    """
    live = known(rows, None)
    starts = sorted({day for day in days if day <= until})
    ends = [*(day - timedelta(days=1) for day in starts[1:]), until]
    outside = given(live)
    granted = statuses(live, setting.status)
    own = [row for row in live if row.kind is not Kind.TERRITORY]
    found = []
    for since, last in zip(starts, ends, strict=bool(starts)):
        state = fold(live, day=last, given=outside)
        held = next((one for one in reversed(granted) if one.effect.last <= last), None)
        powers = [row for row in holdings(state) if not row.lapsed and row.power != setting.status]
        found.append(
            Period(
                since=since,
                until=last,
                status=held.code if held else "",
                status_act=held.effect.act if held else "",
                bodies=sum(1 for body in bodies(state) if body.code not in setting.chain),
                powers=len(powers),
                acts=len(acts_in_force(state, adopted)),
                changes=sum(1 for row in own if since <= row.last <= last),
            )
        )
    return tuple(found)
