"""What the engine is told, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

Json: TypeAlias = bool | int | str | Sequence["Json"] | Mapping[str, "Json"] | None
Slot: TypeAlias = tuple[str, str, str]


class Kind(StrEnum):
    """What an effect is about."""

    ORGANISATION = "organisation"
    TERRITORY = "territory"
    POWER = "power"
    ACT = "act"


class Verb(StrEnum):
    """The thirteen things an act can do."""

    CREATE = "create"
    RENAME = "rename"
    PLACE_UNDER = "place_under"
    MERGE_INTO = "merge_into"
    SPLIT_FROM = "split_from"
    GRANT = "grant"
    REVOKE = "revoke"
    TRANSFER = "transfer"
    HEAD = "head"
    ABOLISH = "abolish"
    AMEND = "amend"
    COMMENCE = "commence"
    REPEAL = "repeal"


BIRTH, END = (Verb.CREATE, Verb.SPLIT_FROM), (Verb.ABOLISH, Verb.MERGE_INTO)
NAMING = (*BIRTH, Verb.RENAME)


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """One row of the ledger.

    `code` is the row's own id; `key` the holder of a power for grant, revoke and transfer, else "".
    `first` and `last` are the first and the last possible day (equal for a day known exactly); the effect
    counts from `last`. `recorded` and `voided` are moments in UTC.
    """

    code: str
    act: str
    kind: Kind
    subject: str
    verb: Verb
    key: str = ""
    value: Mapping[str, Json]
    first: date
    last: date
    precision: str = "day"
    act_date: date
    clause: str = ""
    recorded: datetime
    voided: datetime | None = None
    facts: tuple[str, ...] = ()
    confidence: str = "high"
    verified: bool = True


@dataclass(frozen=True, kw_only=True)
class State:
    """The fold's answer. `last` holds for every slot (aspect, subject, key) the effect that had the last
    word on it; `counted` all effects that count, in fold order; `uncertain` those that may or may not
    have happened by the day; `pending` acts whose entry into force lies ahead. `given` are bodies in being
    without a create."""

    day: date
    given: frozenset[str]
    last: Mapping[Slot, Effect]
    counted: tuple[Effect, ...]
    uncertain: tuple[Effect, ...]
    pending: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Body:
    """An organisation in being: the effects behind its life, name, place and head.

    `parent` and `tie` ("part", "attached" or "") come from `placed`; an attached body whose parent is not
    in being is an `orphan`.
    """

    code: str
    created: Effect
    named: Effect
    placed: Effect
    head: Effect | None
    parent: str | None
    tie: str
    orphan: bool


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A power in somebody's hands by the effect that put it there; `lapsed` if the holder is not in being."""

    power: str
    holder: str
    granted: Effect
    lapsed: bool


@dataclass(frozen=True, kw_only=True)
class Consequence:
    """A live result that rests on a repealed act, or on an act that amended it."""

    act: str
    effect: Effect


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that became different between two days. `net` is false if it did not last to the second."""

    kind: str
    subject: str
    key: str
    before: Json
    after: Json
    effect: Effect
    net: bool


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The changes from one day to another, in fold order, and the two states."""

    start: State
    end: State
    changes: tuple[Change, ...]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A rule an effect breaks: the rule's name, the effect, its field, and the value found there."""

    rule: str
    effect: Effect
    field: str
    value: str
