"""What may be shown next: the live statements with their wordings and weights, kept in memory until they
change."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from django.conf import settings

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.models import Conversation, Latest, Statement, Variant
from kelisim.apps.dialogue.queries.stamp import Stamp, stamp_of
from kelisim.apps.dialogue.queries.standing import Standings, standings_of
from kelisim.engines.commonground.route import META_PRIORITY, UNSEEN, Next, Turn, next_statement, raised
from kelisim.engines.commonground.types import Flags, Real

KEPT, SECONDS = 64, 20  # conversations in memory; how much later a corrected wording is seen


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A live statement and its wordings by form."""

    number: int
    by_organiser: bool
    texts: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, eq=False)
class Pool:
    """Live statements in order. `numbers` tells of every statement, merged ones under that they went into."""

    shown: tuple[Shown, ...]
    numbers: Mapping[int, int]
    weight: Real
    short: Flags  # groups x statements
    letters: tuple[str, ...]
    standings: Standings | None
    read: dict[tuple[str, ...], Flags] = field(default_factory=dict)  # by forms: which can be read in them

    def by_number(self, number: int) -> Shown | None:
        """A live statement."""
        return next((one for one in self.shown if one.number == number), None)

    def forms(self) -> set[str]:
        """The languages and scripts in which there is anything to read."""
        return {form for one in self.shown for form in one.texts}

    def draw(
        self, turn: Turn, *, answered: set[int], forms: tuple[str, ...], group: str | None
    ) -> Next | None:
        """The next statement for her (its place in `shown`): unanswered, in her forms if there is one."""
        unseen = np.array([one.number not in answered for one in self.shown], bool)
        read = self.read.get(forms)
        if read is None:
            read = np.array([any(form in one.texts for form in forms) for one in self.shown], bool)
            self.read[forms] = read
        own = self.letters.index(group) if group in self.letters else None
        return next_statement(raised(self.weight, self.short, own), unseen, read, turn=turn)


@dataclass(frozen=True, kw_only=True, eq=False)
class _Held:
    """A pool, what it was made of and when; and when it was last compared with the database."""

    pool: Pool
    stamp: Stamp
    made: float
    seen: float


_held: dict[tuple[int, int], _Held] = {}


def pool_of(conversation: Conversation) -> Pool:
    """From memory while nothing changed, which is asked once a second and not at every vote.

    The seed keeps apart what only the number of a row would not.
    """
    name, now = (conversation.pk, conversation.seed), time.monotonic()
    held = _held.get(name)
    if held is not None and now - held.seen < settings.VOTING_SECONDS:
        return held.pool
    stamp = stamp_of(conversation.pk)
    if held is None or held.stamp != stamp or now - held.made > SECONDS:
        held = _Held(pool=_made(conversation.pk), stamp=stamp, made=now, seen=now)
    if len(_held) >= KEPT:
        _held.clear()
    _held[name] = replace(held, seen=now)
    return held.pool


def _made(conversation: int) -> Pool:
    rows = list(Statement.objects.filter(conversation=conversation).order_by("number"))
    live = [one for one in rows if one.state == states.Statement.LIVE]
    texts: dict[int, dict[str, str]] = {one.pk: {} for one in live}
    wordings = Variant.objects.filter(
        statement__conversation=conversation, statement__state=states.Statement.LIVE
    )
    for wording in wordings.exclude(machine=True, checked_by=None):
        texts[wording.statement_id][wording.form] = wording.text
    shown = [one for one in live if texts[one.pk]]
    latest = Latest.objects.filter(conversation=conversation).only("routing").first()
    weight, short, letters = _weights(shown, latest.routing if latest else {})
    return Pool(
        shown=tuple(
            Shown(number=one.number, by_organiser=one.by_organiser, texts=texts[one.pk]) for one in shown
        ),
        numbers=_numbers(rows),
        weight=weight,
        short=short,
        letters=letters,
        standings=standings_of(conversation),
    )


def _weights(shown: list[Statement], routing: Mapping[str, object]) -> tuple[Real, Flags, tuple[str, ...]]:
    """Priorities of the latest figures; a statement newer than they are counts as one nobody has answered.

    Before there are any, all are alike.
    """
    known: Mapping[str, Mapping[str, object]] = routing.get("statements", {})  # type: ignore[assignment]
    letters: tuple[str, ...] = tuple(routing.get("groups", ()))  # type: ignore[arg-type]
    fresh = {"priority": UNSEEN if known else 1.0, "short": [True] * len(letters)}
    told = [known.get(str(one.number), fresh) for one in shown]
    weight = [
        META_PRIORITY if one.meta and known else here["priority"]
        for one, here in zip(shown, told, strict=True)
    ]
    short = np.array([here["short"] for here in told], bool).reshape(len(shown), -1).T
    return np.array(weight, float), short[: len(letters)], letters


def _numbers(rows: list[Statement]) -> dict[int, int]:
    """By row: its number, or that of the statement it was merged into."""
    by_pk = {one.pk: one for one in rows}
    found = {}
    for one in rows:
        root = one
        while root.merged_into_id is not None:
            root = by_pk[root.merged_into_id]
        found[one.pk] = root.number
    return found
