"""Every way an invented application ends: its steps by day, what is counted, and how often.

How often is invented: no source printed any ending but the two of the published year.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import NamedTuple

from kelisim.apps.mediation.models.case import Outcome, Route
from kelisim.apps.mediation.models.outcome import Answer
from kelisim.apps.mediation.states import Closing, State
from kelisim.kernel.packs.codes import codes

S, C, O = State, Closing, Outcome  # noqa: E741 - the letters of the tables in states.py


class Step(NamedTuple):
    """One move, so many days after the application came."""

    verb: str
    before: str
    after: State
    day: int


@dataclass(frozen=True, kw_only=True)
class Ending:
    """`often`: for a thousand published applications. `by_law`: its days are terms, nobody is quicker."""

    steps: tuple[Step, ...]
    outcome: Outcome
    closing: Closing
    route: Route = Route.MEDIATION
    often: int = 0
    by_law: bool = False

    def day(self, verb: str) -> int | None:
        """The day of a move, if it takes place."""
        return next((step.day for step in self.steps if step.verb == verb), None)

    @property
    def resolved(self) -> int:
        """The day by which it is counted: the settlement, or the end of everything else."""
        return next(one.day for one in self.steps if one.after in {S.SETTLED, S.ENDED, S.CLOSED})

    @property
    def status(self) -> str:
        """What became of its obligation."""
        return "" if self.closing == C.UNKNOWN else Answer(self.closing).value

    @property
    def settled(self) -> bool:
        """Whether the sides settled, in full or in part."""
        return self.outcome in {O.FULL, O.PARTLY}


def _after(before: tuple[Step, ...], *steps: tuple[str, str, State, int]) -> tuple[Step, ...]:
    return (*before, *(Step(*one) for one in steps))


RECEIVED = _after((), ("save_draft", "", S.DRAFT, 0), ("submit", S.DRAFT, S.RECEIVED, 0))
ADVISED = Step("consult", S.RECEIVED, S.RECEIVED, 0)
_TRIAGED = _after(RECEIVED, ("route", S.RECEIVED, S.TRIAGED, 0))
_INVITED = _after(_TRIAGED, ("invite", S.TRIAGED, S.INVITING, 2))
_JOINED = _after(_INVITED, ("join", S.INVITING, S.PROPOSING, 6))
_TALKS = _after(
    _JOINED,
    ("accept_offer", S.PROPOSING, S.ACCEPTED, 9),
    ("sign_agreement", S.ACCEPTED, S.AGREED, 14),
    ("open_session", S.AGREED, S.RUNNING, 20),
)
_SETTLED = _after(_TALKS, ("settle", S.RUNNING, S.SETTLED, 32))


def _settled(outcome: Outcome, closing: Closing, followed: int) -> Ending:
    return Ending(
        steps=_after(_SETTLED, ("follow", S.SETTLED, S.CLOSED, 32 + followed)),
        outcome=outcome,
        closing=closing,
    )


_Counted = tuple[Outcome, Closing, int]


def _closed(
    before: tuple[Step, ...],
    last: tuple[str, int],
    counted: _Counted,
    *,
    route: Route = Route.MEDIATION,
    by_law: bool = False,
) -> Ending:
    (verb, day), (outcome, closing, often) = last, counted
    steps = _after(before, (verb, before[-1].after, S.CLOSED, day))
    return Ending(steps=steps, outcome=outcome, closing=closing, often=often, route=route, by_law=by_law)


def _ended(verb: str, day: int, counted: _Counted, *, by_law: bool = False) -> Ending:
    ended = _after(_TALKS, (verb, S.RUNNING, S.ENDED, day))
    return _closed(ended, ("file", day + 30), counted, by_law=by_law)


SETTLED = _settled(O.FULL, C.PERFORMED, 0)
CONSULTED = _closed(RECEIVED, ("consult", 3), (O.CONSULTED, C.CONSULTED, 0), route=Route.CONSULTATION)
# How a settlement may have turned out: of the published ones, so many in a hundred.
PERFORMED: dict[Ending, int] = {
    _settled(O.FULL, C.PERFORMED, 30): 64, _settled(O.FULL, C.PARTLY, 90): 11,
    _settled(O.FULL, C.NOT, 90): 7, _settled(O.FULL, C.UNKNOWN, 395): 9,
    _settled(O.PARTLY, C.PERFORMED, 30): 5, _settled(O.PARTLY, C.PARTLY, 90): 2,
    _settled(O.PARTLY, C.NOT, 90): 1, _settled(O.PARTLY, C.UNKNOWN, 395): 1,
}  # fmt: skip
# What the published numbers leave no room for: these stand beside them.
OTHERS: tuple[Ending, ...] = (
    _closed(_TRIAGED, ("refuse", 4), (O.REFUSED, C.INADMISSIBLE, 30)),
    _closed(_TRIAGED, ("withdraw", 5), (O.WITHDRAWN, C.WITHDRAWN, 30)),
    _closed(_INVITED, ("withdraw", 8), (O.WITHDRAWN, C.WITHDRAWN, 15)),
    _closed(_INVITED, ("decline", 7), (O.DECLINED, C.DECLINED, 110)),
    _closed(_INVITED, ("lapse", 13), (O.NO_RESPONSE, C.NO_RESPONSE, 85), by_law=True),
    _closed(_JOINED, ("no_mediator", 16), (O.NO_MEDIATOR, C.NO_MEDIATOR, 12)),
    _ended("end_impossible", 34, (O.IMPOSSIBLE, C.IMPOSSIBLE, 40)),
    _ended("end_refused", 30, (O.GIVEN_UP, C.REFUSED, 25)),
    _ended("end_left", 27, (O.LEFT, C.LEFT, 35)),
    _ended("end_expired", 75, (O.EXPIRED, C.EXPIRED, 20), by_law=True),
    _closed(_TRIAGED, ("answer", 9), (O.APPEAL, C.ANSWERED, 40), route=Route.ANSWER),
    _closed(_TRIAGED, ("refer_out", 3), (O.APPEAL, C.REFERRED, 35), route=Route.REFERRAL),
    _closed(RECEIVED, ("send_back", 3), (O.APPEAL, C.RETURNED, 5), route=Route.ANSWER),
)


@dataclass(frozen=True, kw_only=True)
class Traits:
    """How an application came, and how quickly it went: as a published one, if nothing else is told."""

    language: str
    channel: str = "office"
    stage: str = "none"
    claimed: tuple[str, str] = ("", "")
    pace: float = 1.0


def plain(dice: random.Random) -> Traits:
    """At an office, in Kazakh twice as often as in Russian, always at the same pace."""
    return Traits(language=dice.choice(("kk", "kk", "ru")))


def lifelike(dice: random.Random) -> Traits:
    """Uneven as in life; the paces keep a settlement within the year of its application."""

    def drawn(group: str) -> str:
        known = [one.code for one in codes(group)]
        return dice.choices(known, [1 / place for place in range(1, len(known) + 1)])[0]

    stages = [one.code for one in codes("stages") if one.code != "none"]
    claims = dice.random() < 0.02
    return Traits(
        language=dice.choices(("kk", "ru", "en"), (60, 38, 2))[0],
        channel=drawn("channels"),
        stage=dice.choice(stages) if stages and dice.random() < 0.2 else "none",
        claimed=(drawn("discrimination_grounds"), drawn("discrimination_areas")) if claims else ("", ""),
        pace=dice.uniform(0.5, 1.8),
    )
