"""The tree of mediation councils on a day: which levels, under which, and who sits on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kelisim.apps.institution.queries.days import When
from kelisim.apps.institution.queries.posts import PostLine, post_lines
from kelisim.apps.institution.queries.sources import source_words
from kelisim.apps.institution.queries.tasks import TaskLine, tasks
from kelisim.engines.timeline.dates import Days, parse
from kelisim.kernel.packs.pack import Pack, current
from kelisim.kernel.packs.shapes import Line, Names, YesNo, shaped

COUNCILS = "mediation/councils.yaml"


class Passing(Line):
    """That the act a level stood under ended, by which clause, and to whom it passed; nobody: not found."""

    on: When
    act: str
    clause: str
    to: Names | None = None
    source: str
    verified: YesNo

    @property
    def ended(self) -> Days:
        """On which day, at its own precision."""
        return parse(self.on)


class CouncilLine(Line):
    """A level of the tree: one body, or (`each`) every body of a kind."""

    id: str
    organisation: str = ""
    each: str = ""
    under: str = ""
    name: Names
    since: When
    until: When | None = None
    passed: Passing | None = None
    source: str
    verified: YesNo

    @property
    def begun(self) -> Days:
        """Since when, at its own precision."""
        return parse(self.since)

    def holds(self, day: date) -> bool:
        """A level begins on its last possible day, and ends on the last possible day told."""
        over = self.until is not None and parse(self.until).last <= day
        return self.begun.last <= day and not over


@dataclass(frozen=True, kw_only=True)
class Level:
    """A level of the day with its seats by kind and the levels under it; `passed` once that day has come."""

    line: CouncilLine
    passed: Passing | None
    seats: tuple[PostLine, ...]
    below: tuple[Level, ...]

    @property
    def source(self) -> str:
        """Where the level was read, in words."""
        return source_words(self.line.source)


def council_tree(day: date) -> tuple[Level, ...]:
    """The tree of the day from its roots; a level whose upper one does not hold is a root."""
    lines = [line for line in _councils(current()) if line.holds(day)]
    known = {line.id for line in lines}
    return tuple(_level(line, lines, day) for line in lines if line.under not in known)


COUNCIL_COLUMNS = (
    *("level", "under", "name", "since", "act_ended", "passed_to"),
    *("post", "seats", "post_since", "source", "verified"),
)


def council_rows(levels: Iterable[Level]) -> Iterator[tuple[object, ...]]:
    """The tree as lines of a file, one for each kind of seat, or one for a level nobody is said to sit on."""
    for level in levels:
        line = level.line
        ended, to = (level.passed.on, level.passed.to) if level.passed else ("", None)
        place = (line.id, line.under, line.name.text.of(), line.since, ended, to.text.of() if to else "")
        for seat in level.seats:
            told = (seat.label.text.of(), seat.seats, seat.since, seat.told_in, seat.verified)
            yield (*place, *told)
        if not level.seats:
            yield (*place, "", None, "", level.source, line.verified)
        yield from council_rows(level.below)


def national_council() -> str:
    """The code of the body at the top of the tree; empty where the pack names none."""
    return next((line.organisation for line in _councils(current()) if line.organisation), "")


def council_tasks() -> tuple[TaskLine, ...]:
    """The tasks of the national council, in the order of the pack."""
    code = national_council()
    return tuple(task for task in tasks() if code and task.organisation == code)


def _level(line: CouncilLine, lines: list[CouncilLine], day: date) -> Level:
    seats = tuple(
        seat
        for seat in post_lines()
        if (line.organisation and seat.organisation == line.organisation)
        or (line.each and seat.each == line.each)
    )
    below = tuple(_level(other, lines, day) for other in lines if other.under == line.id)
    passed = line.passed if line.passed and line.passed.ended.last <= day else None
    return Level(line=line, passed=passed, seats=seats, below=below)


@lru_cache(maxsize=4)
def _councils(pack: Pack) -> tuple[CouncilLine, ...]:
    return tuple(shaped(pack.records(COUNCILS), COUNCILS, CouncilLine))
