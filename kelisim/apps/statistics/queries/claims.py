"""Which claims and expected results the pack has, and when evidence on each is taken in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from pydantic import ConfigDict

from kelisim.apps.statistics.states.evidence import Side
from kelisim.kernel.packs.pack import Pack, current
from kelisim.kernel.packs.shapes import Line, Names, YesNo, shaped
from kelisim.kernel.texts.of import Text

CLAIMS, PROGRAMMES = "story/claims.yaml", "story/programmes.yaml"


class Kind(StrEnum):
    """A result said to be reached, or one that was only promised."""

    CLAIMED = "claimed"
    EXPECTED = "expected"


class _Open(Line):
    """The period of comments; without a day on either side it is open on that side."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    comments_since: date | None = None
    comments_until: date | None = None


class _ClaimLine(_Open):
    claim: Names
    evidence_given: YesNo = True
    counter_given: YesNo = True


class _GoalLine(_Open):
    kind: str
    title: Names


class _ProgrammeLine(Line):
    model_config = ConfigDict(extra="ignore", frozen=True)

    items: tuple[_GoalLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A claim, or an expected result, on which evidence may be handed in.

    `given` are the sides the pack itself fills: a text that says there is nothing fills none.
    """

    code: str
    kind: Kind
    text: Text
    since: date | None
    until: date | None
    given: frozenset[Side]

    def begun(self, day: date) -> bool:
        """Whether comments were already taken on the day."""
        return self.since is None or self.since <= day

    def over(self, day: date) -> bool:
        """Whether comments are no longer taken on the day; `until` is the first day they are not."""
        return self.until is not None and self.until <= day

    def open(self, day: date) -> bool:
        """Whether evidence is taken in on the day."""
        return self.begun(day) and not self.over(day)


def statements() -> dict[str, Statement]:
    """All of the platform's pack by code, claims first."""
    return _of(current())


@lru_cache(maxsize=4)
def _of(pack: Pack) -> dict[str, Statement]:
    claims = shaped(pack.records(CLAIMS), CLAIMS, _ClaimLine)
    programmes = shaped(pack.records(PROGRAMMES), PROGRAMMES, _ProgrammeLine)
    goals = [goal for programme in programmes for goal in programme.items if goal.kind == "result"]
    found = [_statement(line, Kind.CLAIMED, line.claim, _given(line)) for line in claims]
    found += [_statement(line, Kind.EXPECTED, line.title, frozenset()) for line in goals]
    return {one.code: one for one in found}


def _given(line: _ClaimLine) -> frozenset[Side]:
    sides = ((Side.FOR, line.evidence_given), (Side.AGAINST, line.counter_given))
    return frozenset(side for side, given in sides if given)


def _statement(line: _Open, kind: Kind, text: Names, given: frozenset[Side]) -> Statement:
    return Statement(
        code=line.id,
        kind=kind,
        text=text.text,
        since=line.comments_since,
        until=line.comments_until,
        given=given,
    )
