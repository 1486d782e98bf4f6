"""The log of votes as the engine reads it: last votes, merged statements pooled, no withdrawn batches."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.models import Batch, Conversation, Statement
from kelisim.apps.dialogue.queries.entries import entries_of
from kelisim.engines.commonground.hashing import identity
from kelisim.engines.commonground.types import Statements, Votes
from kelisim.engines.commonground.votes import votes_of


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What stood beside the votes: statements, the live ones, where merged ones went, batches taken back."""

    statements: tuple[int, ...]
    live: frozenset[int]
    merged: dict[int, int]
    batches: frozenset[int]

    @classmethod
    def read(cls, told: dict[str, Any]) -> Setting:
        """From what a result keeps."""
        return cls(
            statements=tuple(told["statements"]),
            live=frozenset(told["live"]),
            merged={int(number): into for number, into in told["merged"].items()},
            batches=frozenset(told["batches"]),
        )

    def told(self) -> dict[str, Any]:
        """As a result keeps it."""
        return {
            "statements": list(self.statements),
            "live": sorted(self.live),
            "merged": {str(number): into for number, into in self.merged.items()},
            "batches": sorted(self.batches),
        }


@dataclass(frozen=True, kw_only=True, eq=False)
class Log:
    """The votes of a conversation up to an entry; people by the number of their participation, in order."""

    votes: Votes
    statements: tuple[int, ...]
    people: tuple[int, ...]
    last_vote: int
    digest: str
    setting: Setting


def log_of(
    conversation: Conversation,
    *,
    up_to: int | None = None,
    paper: bool = True,
    setting: Setting | None = None,
) -> Log:
    """Everything voted so far (or up to an entry). The same log gives the same result, to the byte.

    `setting`: how statements and batches stood then, as they stand now by default.
    """
    known = setting or setting_of(conversation)
    rows = _chosen(entries_of(conversation), up_to, known, paper=paper)
    entry, person, statement, value, withdrawn = rows.T
    place = _places(conversation, known)
    people = tuple(np.unique(person).tolist())
    who = np.searchsorted(np.array(people, np.int64), person)
    named, at = np.unique(statement, return_inverse=True)
    what = np.array([place.get(one, -1) for one in named.tolist()], np.int64)[at]
    gone = withdrawn | (what < 0)
    # Where nothing is gone the engine itself takes the last vote of each pair.
    kept = _standing(who * max(len(known.statements), 1) + what, gone) if gone.any() else slice(None)
    return Log(
        votes=votes_of(
            who[kept],
            what[kept],
            value[kept],
            people=len(people),
            statements=Statements(
                identities=np.array([identity(str(one)) for one in known.statements], np.uint64),
                live=np.array([one in known.live for one in known.statements], bool),
            ),
        ),
        statements=known.statements,
        people=people,
        last_vote=int(entry[-1]) if len(entry) else 0,
        digest=hashlib.sha256(rows.tobytes()).hexdigest(),
        setting=known,
    )


def setting_of(conversation: Conversation) -> Setting:
    """How statements and batches stand now."""
    found = list(Statement.objects.filter(conversation=conversation).order_by("number"))
    number = {one.pk: one.number for one in found}
    into = {one.pk: one.merged_into_id for one in found if one.merged_into_id}
    batches = Batch.objects.filter(conversation=conversation).exclude(withdrawn_at=None)
    live = [one for one in found if one.state == states.Statement.LIVE and not one.meta]
    return Setting(
        statements=tuple(one.number for one in found if one.state != states.Statement.MERGED),
        live=frozenset(one.number for one in live),
        merged={number[one]: number[_root(one, into)] for one in into},
        batches=frozenset(batches.values_list("number", flat=True)),
    )


def _root(one: int, into: dict[int, int]) -> int:
    """Where a merged statement stands in the end."""
    root = one
    while root in into:
        root = into[root]
    return root


def _chosen(
    entries: NDArray[np.int64], up_to: int | None, setting: Setting, *, paper: bool
) -> NDArray[np.int64]:
    """Entries x 5, without those after an entry, of batches taken back, or of paper altogether."""
    batch = entries[:, 5]
    kept = ~np.isin(batch, list(setting.batches)) if paper else batch == 0
    if up_to is not None:
        kept &= entries[:, 0] <= up_to
    return np.ascontiguousarray(entries[kept, :5])


def _places(conversation: Conversation, setting: Setting) -> dict[int, int]:
    """The place of each statement's votes by its row; a merged one stands where it went."""
    at = {number: place for place, number in enumerate(setting.statements)}
    rows = Statement.objects.filter(conversation=conversation).values_list("pk", "number")
    stands = {pk: setting.merged.get(number, number) for pk, number in rows}
    return {pk: at[number] for pk, number in stands.items() if number in at}


def _standing(pair: NDArray[np.int64], withdrawn: NDArray[np.int64]) -> NDArray[np.int64]:
    """The last entry of each person on each statement, unless she took it back."""
    _, from_the_end = np.unique(pair[::-1], return_index=True)
    last = len(pair) - 1 - from_the_end
    kept: NDArray[np.int64] = np.sort(last[withdrawn[last] == 0])
    return kept
