"""All that a reader can add and subtract in the tables of one year (docs/method/disclosure.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations

from kelisim.apps.mediation.queries.tables import (
    ELSEWHERE,
    Frame,
    Tally,
    open_on,
    region_of,
    tallies,
)
from kelisim.apps.mediation.queries.yearly import ALL, SETTLED, followed_on
from kelisim.engines.disclosure.tables import table_sums
from kelisim.engines.disclosure.types import TOTAL, Counted, Name, Rule, Same, Seen, Sum, is_small

_QUARTERS = 4


@dataclass(kw_only=True)
class SharedCounts:
    """True counts of a year's tables, the sums between them, and what a reader is taken to know anyway."""

    counted: dict[Name, Counted] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)
    known: dict[Name, Seen] = field(default_factory=dict)
    claimed: list[Same] = field(default_factory=list)  # what a reader compares across tables, true or not

    def relate(self, whole: Name, parts: Sequence[Name]) -> None:
        """Adds a sum to what a reader compares; unless it is not true now, it tells of what is counted."""
        self.claimed.append(((whole,), tuple(parts)))
        if self.counted[whole].cases == sum(self.counted[part].cases for part in parts):
            self.sums.append(Sum(whole=whole, parts=tuple(parts)))

    def join(self, name: Name, *ways: Sequence[Name]) -> None:
        """Adds a place that stands in no table and is the sum of each of these lists of places."""
        parts = [self.counted[part] for part in ways[0]]
        cases = sum(part.cases for part in parts)
        applicants = max((part.applicants for part in parts), default=0)
        self.counted[name] = Counted(name=name, cases=cases, applicants=applicants, shown=False)
        for way in ways:
            self.relate(name, way)
        self.claimed += combinations([tuple(way) for way in ways], 2)

    def printed_before(self, name: Name, revision: int) -> Name:
        """Adds the place once more, as an older revision printed it: to a reader the same people."""
        before = (f"{name[0]} r{revision}", *name[1:])
        self.counted[before] = replace(self.counted[name], name=before, shown=False)
        self.relate(before, (name,))
        return before

    def waiting(self, name: Name, cases: int) -> None:
        """Adds a count of open applications, which is printed nowhere."""
        self.counted[name] = Counted(name=name, cases=cases, applicants=cases, shown=False)


def shared_counts(frames: Sequence[Frame], rule: Rule) -> SharedCounts:
    """Of tables that lie in one year; three queries, and one for each table that is not of applications."""
    found = tallies(frames)
    shared = SharedCounts()
    for one in frames:
        _add_table(shared, one, found)
    topics = _ordered(frames, "region_topic")
    outcomes = _ordered(frames, "outcome")
    for districts in _ordered(frames, "district"):
        if len(topics) == _QUARTERS:
            _add_regions(shared, districts, topics, _ordered(frames, "stage"))
            _add_country(shared, topics, [districts, *_ordered(frames, "access")], rule)
    quarters = [one for one in outcomes if not _is_year(one)]
    for year in outcomes:
        if _is_year(year) and len(quarters) == _QUARTERS:
            _add_outcomes(shared, year, quarters)
        for performed in _ordered(frames, "performance") if _is_year(year) else ():
            _add_performance(shared, performed, year)
    _add_balance(shared, topics, quarters)
    return shared


def _add_table(shared: SharedCounts, one: Frame, found: Mapping[Name, Tally]) -> None:
    """The places and sums of one table. What lies in no row or column of it counts as known to everybody, and
    so does that a region's own row among the districts holds nothing: neither may help to hide another."""
    table = one.period.name
    rows, columns = (
        (*names, ELSEWHERE) if totals in found else names
        for names, totals in ((one.rows, (table, ELSEWHERE, TOTAL)), (one.columns, (table, TOTAL, ELSEWHERE)))
    )
    shared.sums += table_sums(table, rows, columns)
    for row in (*rows, TOTAL):
        for column in (*columns, TOTAL):
            name = (table, row, column)
            cases, applicants = found.get(name, Tally(0, 0))
            outside = ELSEWHERE in name
            shared.counted[name] = Counted(name=name, cases=cases, applicants=applicants, shown=not outside)
            if outside or (one.period.level == "district" and row == region_of(row) and not cases):
                shared.known[name] = Seen(least=cases, most=cases)


def _add_regions(
    shared: SharedCounts, districts: Frame, topics: Sequence[Frame], stages: Sequence[Frame]
) -> None:
    """A region's year is the sum of its quarters, of its districts, of what lay elsewhere and what not."""
    for region in sorted({row for one in topics for row in one.rows} | set(map(region_of, districts.rows))):
        quarters = [(one.period.name, region, TOTAL) for one in topics if region in one.rows]
        inside = [(districts.period.name, row, ALL) for row in districts.rows if region_of(row) == region]
        if quarters and inside:
            ways = [_staged(shared, one, region, quarters) for one in stages if region in one.rows]
            shared.join(("year", region, TOTAL), quarters, inside, *ways)


def _staged(shared: SharedCounts, stages: Frame, region: str, quarters: Sequence[Name]) -> tuple[Name, Name]:
    """What lay before a court or another body, and what came from nowhere, which is printed nowhere."""
    staged, nowhere = (stages.period.name, region, TOTAL), ("nowhere", region, "")
    whole = sum(shared.counted[one].cases for one in quarters)
    shared.waiting(nowhere, whole - shared.counted[staged].cases)
    return staged, nowhere


def _add_country(shared: SharedCounts, topics: Sequence[Frame], years: Sequence[Frame], rule: Rule) -> None:
    """All applications of a year are the same in every table. How many they were counts as known to all: so
    that it is never hidden in one table while another prints it. Not if they are too few to be printed: then
    every table hides them, and who knew of none or two would need no table to know what lies in each place.
    """
    whole = ("year", TOTAL, TOTAL)
    quarters = [(one.period.name, TOTAL, TOTAL) for one in topics]
    shared.join(whole, quarters, *([(one.period.name, TOTAL, TOTAL)] for one in years))
    if not is_small(shared.counted[years[0].period.name, TOTAL, TOTAL], rule):
        shared.known[whole] = _at(shared, whole, fixed=True)


def _add_outcomes(shared: SharedCounts, year: Frame, quarters: Sequence[Frame]) -> None:
    """An outcome's year is the sum of its quarters."""
    for outcome in year.columns:
        parts = [(one.period.name, ALL, outcome) for one in quarters if outcome in one.columns]
        shared.relate((year.period.name, ALL, outcome), parts)


def _add_performance(shared: SharedCounts, performed: Frame, outcomes: Frame) -> None:
    """Under follow-up before + settled = followed to the end + under follow-up after, as the balance."""
    period = performed.period
    before, after = ("follow", period.since.isoformat(), ""), ("follow", period.until.isoformat(), "")
    ended = (period.name, TOTAL, TOTAL)
    settled = [(outcomes.period.name, ALL, code) for code in SETTLED]
    open_before = followed_on(period.since)
    left = open_before + sum(shared.counted[one].cases for one in settled) - shared.counted[ended].cases
    if open_before < 0 or left < 0:  # a settlement taken back after its follow-up: nothing to add up
        return
    shared.waiting(before, open_before)
    shared.waiting(after, left)
    shared.known[before] = _at(shared, before, fixed=True)
    shared.known[after] = _at(shared, after, fixed=False)
    shared.join(("follow", "all", period.until.isoformat()), (before, *settled), (ended, after))


def _add_balance(shared: SharedCounts, topics: Sequence[Frame], outcomes: Sequence[Frame]) -> None:
    """Open before + applications = resolved + open after, quarter by quarter (docs/method/measures.md).

    How many were open when the year began counts as known to everybody, and that not fewer were when it
    ended: so each year can be protected by itself, whatever is published of the others.
    """
    pairs = [(came, gone) for came in topics for gone in outcomes if came.period.since == gone.period.since]
    if not pairs:
        return
    before = _open(pairs[0][0].period.since)
    shared.waiting(before, open_on(pairs[0][0].period.since))
    shared.known[before] = _at(shared, before, fixed=True)
    for came, gone in pairs:
        into, out = (came.period.name, TOTAL, TOTAL), (gone.period.name, TOTAL, TOTAL)
        after = _open(came.period.until)
        left = shared.counted[before].cases + shared.counted[into].cases - shared.counted[out].cases
        shared.waiting(after, left)
        shared.join(("all", came.period.until.isoformat(), ""), (before, into), (out, after))
        before = after
    if len(pairs) == _QUARTERS:
        shared.known[before] = _at(shared, before, fixed=False)


def _at(shared: SharedCounts, name: Name, *, fixed: bool) -> Seen:
    cases = shared.counted[name].cases
    return Seen(least=cases, most=cases if fixed else None)


def _open(day: date) -> Name:
    return ("open", day.isoformat(), "")


def _ordered(frames: Sequence[Frame], level: str) -> list[Frame]:
    return sorted(
        (one for one in frames if one.period.level == level),
        key=lambda one: (one.period.since, one.period.until),
    )


def _is_year(one: Frame) -> bool:
    return one.period.since.year != one.period.until.year and one.period.since.month == 1
