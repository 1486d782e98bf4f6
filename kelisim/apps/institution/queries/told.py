"""What stands on the axis of years without being an effect: events, and claims with what the acts say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pydantic import ConfigDict

from kelisim.engines.timeline.dates import Days, parse
from kelisim.kernel.packs.pack import Pack, current
from kelisim.kernel.packs.shapes import Line, Names, shaped
from kelisim.kernel.texts.of import Text

MOMENTS, CLAIMS, PLACED = "story/timeline.yaml", "story/claims.yaml", "institution/claims.yaml"


class MomentLine(Line):
    """One moment of the story; only events are shown here, the rest is in the ledger."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    when: str
    kind: str
    chapter: str
    title: Names


class ClaimLine(Line):
    """A claim's words, and the words against it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    claim: Names
    counter: Names


class PlacedLine(Line):
    """Where a claim stands on the axis, and the act that says otherwise."""

    claim: str
    on: str
    organisation: str
    act: str
    clause: str = ""
    source: str


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened and is no act."""

    code: str
    days: Days
    title: Text
    chapter: str
    facts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What the article says without an act, and the act and clause that say otherwise."""

    code: str
    days: Days
    organisation: str
    text: Text
    against: Text
    act: str
    clause: str
    source: str
    facts: tuple[str, ...]
    inconsistencies: tuple[str, ...]


def events() -> tuple[Event, ...]:
    """The events of the pack's story; none where the pack tells none."""
    return _events(current())


def claims() -> tuple[Claim, ...]:
    """The claims of the pack about its institution."""
    return _claims(current())


@lru_cache(maxsize=4)
def _events(pack: Pack) -> tuple[Event, ...]:
    if not pack.has(MOMENTS):
        return ()
    return tuple(
        Event(
            code=line.id,
            days=parse(line.when),
            title=line.title.text,
            chapter=line.chapter,
            facts=tuple(line.facts),
        )
        for line in shaped(pack.records(MOMENTS), MOMENTS, MomentLine)
        if line.kind == "event"
    )


@lru_cache(maxsize=4)
def _claims(pack: Pack) -> tuple[Claim, ...]:
    if not pack.has(PLACED):
        return ()
    words = {line.id: line for line in shaped(pack.records(CLAIMS), CLAIMS, ClaimLine)}
    return tuple(
        Claim(
            code=line.claim,
            days=parse(line.on),
            organisation=line.organisation,
            text=words[line.claim].claim.text,
            against=words[line.claim].counter.text,
            act=line.act,
            clause=line.clause,
            source=line.source,
            facts=tuple(line.facts),
            inconsistencies=tuple(line.inconsistencies),
        )
        for line in shaped(pack.records(PLACED), PLACED, PlacedLine)
    )
