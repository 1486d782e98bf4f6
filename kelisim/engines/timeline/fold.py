"""The fold: effects in, the state on a day out. Formula: docs/method/ledger.md#the-fold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from kelisim.engines.timeline.types import BIRTH, END, Effect, Kind, Slot, State, Verb

_LIFE = {
    Verb.CREATE: ("being", "name", "place", "head"),
    Verb.SPLIT_FROM: ("being", "name", "place", "head"),
    Verb.RENAME: ("name",),
    Verb.PLACE_UNDER: ("place",),
    Verb.HEAD: ("head",),
    Verb.ABOLISH: ("being",),
    Verb.MERGE_INTO: ("being",),
}
# Codes of bodies, territories and powers may coincide, so each kind has aspects of its own.
_ASPECTS = {
    **{(Kind.ORGANISATION, verb): aspects for verb, aspects in _LIFE.items()},
    **{(Kind.TERRITORY, verb): tuple(f"territory {a}" for a in aspects) for verb, aspects in _LIFE.items()},
    (Kind.POWER, Verb.CREATE): ("power being",),
    (Kind.ACT, Verb.COMMENCE): ("commence",),
    (Kind.ACT, Verb.REPEAL): ("repeal",),
}


def order(effect: Effect) -> tuple[date, date, date, str]:
    """The fold order: last possible day, first possible day, date of the act, row."""
    return effect.last, effect.first, effect.act_date, effect.code


def known(effects: Iterable[Effect], as_known: datetime | None) -> list[Effect]:
    """The rows that stood at the moment `as_known`; None is the latest state of knowledge."""
    if as_known is None:
        return [effect for effect in effects if effect.voided is None]
    return [
        effect
        for effect in effects
        if effect.recorded <= as_known and (effect.voided is None or effect.voided > as_known)
    ]


def fold(
    effects: Iterable[Effect],
    *,
    day: date,
    as_known: datetime | None = None,
    given: frozenset[str] = frozenset(),
) -> State:
    """The state on `day` as it was known at `as_known`.

    An effect counts when it is certain: from its last possible day on. One that may have happened already
    stands under `uncertain` and changes nothing. The order of `effects` does not matter; no clock is read.
    `given` names the bodies that need no create (`docs/method/ledger.md#external-bodies`).
    """
    counted: list[Effect] = []
    ahead: list[Effect] = []
    for effect in known(effects, as_known):
        (counted if effect.last <= day else ahead).append(effect)
    uncertain = [effect for effect in ahead if effect.first <= day]
    counted.sort(key=order)
    uncertain.sort(key=order)
    last: dict[Slot, Effect] = {}
    for effect in counted:
        for slot in slots(effect, last):
            last[slot] = effect
    return State(
        day=day,
        given=given,
        last=last,
        counted=tuple(counted),
        uncertain=tuple(uncertain),
        pending=frozenset(effect.subject for effect in ahead if effect.verb is Verb.COMMENCE),
    )


def slots(effect: Effect, last: dict[Slot, Effect]) -> tuple[Slot, ...]:
    """The aspects of the state on which this effect has the last word, given what stood before."""
    verb, subject = effect.verb, effect.subject
    aspects = _ASPECTS.get((effect.kind, verb))
    if aspects is not None:
        return tuple((aspect, subject, "") for aspect in aspects)
    if verb is Verb.GRANT or verb is Verb.REVOKE:
        return (("power", subject, effect.key),)
    if verb is Verb.AMEND:
        return (("amend", subject, effect.code),)
    if verb is Verb.TRANSFER:
        return (("power", subject, effect.key), ("power", subject, str(effect.value["to"])))
    held = [slot for slot in last if slot[0] == "power" and slot[1] == subject]
    return (("power being", subject, ""), *held)


def begins(effect: Effect | None) -> bool:
    """Whether this effect brings its subject into being."""
    return effect is not None and effect.verb in BIRTH


def ends(effect: Effect | None) -> bool:
    """Whether this effect ends its subject's being."""
    return effect is not None and effect.verb in END


def holds(slot: Slot, effect: Effect) -> bool:
    """Whether the power in this slot is held by virtue of the effect that had the last word."""
    return effect.verb is Verb.GRANT or (effect.verb is Verb.TRANSFER and effect.value["to"] == slot[2])
