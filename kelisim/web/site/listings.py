"""The lists of the story as files: records in three languages, with the facts and sources they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from kelisim.engines.timeline.dates import Days, written
from kelisim.kernel.texts.of import LANGUAGES, Text
from kelisim.web.files import Listing
from kelisim.web.site.narrative import (
    Claim,
    Conflict,
    Doubt,
    Goal,
    Memorandum,
    Programme,
    Session,
    Source,
    Story,
)
from kelisim.web.site.record import Part

GROUNDS = ("facts", "sources", "inconsistencies", "verified")


def columns(*names: str) -> tuple[str, ...]:
    """A column for each language."""
    return tuple(f"{name}_{lang}" for name in names for lang in LANGUAGES)


def texts(*said: Text) -> tuple[str, ...]:
    """The same order as `columns`."""
    return tuple(getattr(text, lang) for text in said for lang in LANGUAGES)


def grounds(part: Part) -> tuple[object, ...]:
    """What a record rests on, and whether it was read."""
    return part.facts, part.sources, part.inconsistencies, part.verified


def sessions(rows: Iterable[Session]) -> Listing:
    """Every session, each day beside what the article prints and another copy says."""
    head = ("id", "number", "on", "printed", "also", *columns("place", "theme"), "date_confidence")
    return Listing(
        name="sessions",
        columns=(*head, "date_verified", "theme_verified", *GROUNDS),
        rows=[
            (
                one.id,
                one.number,
                *(_day(day) for day in (one.on, one.printed, one.also)),
                *texts(one.place, one.theme),
                one.date_confidence,
                one.date_verified,
                one.theme_verified,
                *grounds(one),
            )
            for one in rows
        ],
    )


def programmes(rows: Iterable[Programme]) -> Listing:
    """A line for each goal and measure under its programme; a programme without goals has one of its own."""
    found: list[tuple[object, ...]] = []
    for one in rows:
        plan = (one.id, one.kind, one.since, one.until, one.act, *texts(one.title))
        found += [(*plan, *line) for line in _goals(one.items)] or [(*plan, *_nothing(one))]
    head = ("programme", "programme_kind", "since", "until", "act", *columns("programme"))
    return Listing(
        name="programmes",
        columns=(*head, "id", "kind", "number", *columns("title"), *GROUNDS),
        rows=found,
    )


def _goals(items: Iterable[Goal]) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for one in items:
        found.append((one.id, one.kind, one.number, *texts(one.title), *grounds(one)))
        found += _goals(one.items)
    return found


def _nothing(one: Programme) -> tuple[object, ...]:
    return "", "", "", "", "", "", *grounds(one)


def conflicts(rows: Iterable[Conflict]) -> Listing:
    """Clashes as the article names them; a recalled month is not a read one."""
    head = ("id", "printed", "recalled", *columns("place", "told", "settled"))
    return Listing(
        name="conflicts",
        columns=(*head, *GROUNDS),
        rows=[
            (
                one.id,
                _day(one.printed),
                _day(one.recalled),
                *texts(one.place, one.told, one.settled),
                *grounds(one),
            )
            for one in rows
        ],
    )


def memoranda(rows: Iterable[Memorandum]) -> Listing:
    """Agreements, with the day where one was read."""
    return Listing(
        name="memoranda",
        columns=("id", "signed", *columns("sides", "purpose"), *GROUNDS),
        rows=[(one.id, _day(one.signed), *texts(one.sides, one.purpose), *grounds(one)) for one in rows],
    )


def claims(rows: Iterable[Claim]) -> Listing:
    """Every claim with all its columns in three languages."""
    head = ("id", *columns("claim", "evidence", "counter"), "claim_by", "evidence_by", "counter_by")
    return Listing(
        name="claims",
        columns=(*head, *GROUNDS),
        rows=[
            (
                one.id,
                *texts(one.claim, one.evidence, one.counter),
                one.claim_by,
                one.evidence_by,
                one.counter_by,
                *grounds(one),
            )
            for one in rows
        ],
    )


def moments(whole: Story) -> Listing:
    """The line of years."""
    return Listing(
        name="years-of-the-story",
        columns=("id", "when", "kind", *columns("title"), "chapter", *GROUNDS),
        rows=[
            (one.id, _day(one.when), one.kind, *texts(one.title), one.chapter, *grounds(one))
            for one in whole.moments
        ],
    )


def doubts(rows: Iterable[Doubt]) -> Listing:
    """Every inconsistency: what is printed, what does not fit, how it is shown."""
    head = ("id", "kind", *columns("title", "says", "doubt", "shown"), "chapter")
    return Listing(
        name="doubts",
        columns=head,
        rows=[
            (one.id, one.kind, *texts(one.title, one.says, one.doubt, one.shown), one.chapter) for one in rows
        ],
    )


def sources(rows: Iterable[Source]) -> Listing:
    """Every source by number, with its address where there is one."""
    return Listing(
        name="sources",
        columns=("number", "id", *columns("title", "note"), "address", "verified"),
        rows=[(one.number, one.id, *texts(one.title, one.note), one.address, one.verified) for one in rows],
    )


def _day(day: Days | None) -> str:
    """A date as long as it is known."""
    return written(day.first, day.last, day.precision) if day else ""


TABLES: dict[str, Callable[[Iterable[Any]], Listing]] = {
    "sessions": sessions,
    "programmes": programmes,
    "conflicts": conflicts,
    "memoranda": memoranda,
    "claims": claims,
}
