"""What a state says: bodies in being, powers held and lapsed, acts in force, repeals not followed up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kelisim.engines.timeline.fold import begins, ends, holds
from kelisim.engines.timeline.types import Body, Consequence, Effect, Holding, State, Verb

_RESULTS = ("name", "place", "head")


class _Reader:
    """Remembers whose being was already worked out."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.known: dict[str, bool] = {}

    def tie(self, code: str) -> tuple[str | None, str]:
        placed = self.state.last.get(("place", code, ""))
        if placed is None:
            return None, ""
        parent = placed.value.get("parent")
        return (None, "") if parent is None else (str(parent), str(placed.value.get("as") or "attached"))

    def in_being(self, code: str) -> bool:
        """A part lives and ends with its parent; a circle of parts (refused on recording) is nothing."""
        if code not in self.known:
            self.known[code] = False
            self.known[code] = self._alive(code)
        return self.known[code]

    def _alive(self, code: str) -> bool:
        effect = self.state.last.get(("being", code, ""))
        if ends(effect) or (effect is None and code not in self.state.given):
            return False
        parent, tie = self.tie(code)
        return tie != "part" or parent is None or self.in_being(parent)

    def body(self, code: str, created: Effect) -> Body:
        last = self.state.last
        head = last[("head", code, "")]
        parent, tie = self.tie(code)
        return Body(
            code=code,
            created=created,
            named=last[("name", code, "")],
            placed=last[("place", code, "")],
            head=head if head.verb is Verb.HEAD else None,
            parent=parent,
            tie=tie,
            orphan=tie == "attached" and parent is not None and not self.in_being(parent),
        )


def in_being(state: State, code: str) -> bool:
    """Whether this organisation exists on the state's day, as itself and as a part of its parents."""
    return _Reader(state).in_being(code)


def bodies(state: State) -> tuple[Body, ...]:
    """All created organisations in being, sorted by the certain day of their creation, then by code."""
    reader = _Reader(state)
    found = [
        reader.body(subject, effect)
        for (aspect, subject, _), effect in state.last.items()
        if aspect == "being" and begins(effect) and reader.in_being(subject)
    ]
    return tuple(sorted(found, key=lambda body: (body.created.last, body.code)))


def holdings(state: State) -> tuple[Holding, ...]:
    """All powers granted and not taken back, sorted by power, then holder; lapsed ones are marked."""
    reader = _Reader(state)
    found = [
        Holding(power=slot[1], holder=slot[2], granted=effect, lapsed=not reader.in_being(slot[2]))
        for slot, effect in state.last.items()
        if slot[0] == "power" and holds(slot, effect)
    ]
    return tuple(sorted(found, key=lambda holding: (holding.power, holding.holder)))


def acts_in_force(state: State, adopted: Mapping[str, date]) -> tuple[str, ...]:
    """Acts running on the day, by date, then code: adopted, entered into force, not repealed.

    `adopted` gives the last possible day on which each act was adopted. An act whose ledger names no entry
    into force runs from its adoption.
    """
    running = [
        (day, code)
        for code, day in adopted.items()
        if day <= state.day and code not in state.pending and ("repeal", code, "") not in state.last
    ]
    return tuple(code for _, code in sorted(running))


def consequences(state: State) -> tuple[Consequence, ...]:
    """Live results whose basis was repealed: names, places and heads of bodies in being, and powers held
    or lapsed, that rest on a repealed act or on an act that amended it. Sorted by act, then row.

    Repealing an act ends nothing by itself; a line closes only by a later effect.
    """
    repealed: dict[str, set[str]] = {}
    for aspect, act, _ in state.last:
        if aspect == "repeal":
            repealed.setdefault(act, {act})
    for (aspect, act, _), effect in state.last.items():
        if aspect == "amend" and act in repealed:
            repealed[act].add(effect.act)
    live = _results(state)
    return tuple(
        Consequence(act=act, effect=effect)
        for act, bases in sorted(repealed.items())
        for effect in live
        if effect.act in bases
    )


def _results(state: State) -> list[Effect]:
    reader = _Reader(state)
    found: dict[str, Effect] = {}
    for slot, effect in state.last.items():
        aspect, subject, _ = slot
        shown = aspect in _RESULTS and reader.in_being(subject)
        if aspect == "head":
            shown = shown and effect.verb is Verb.HEAD
        if shown or (aspect == "power" and holds(slot, effect)):
            found[effect.code] = effect
    return [found[code] for code in sorted(found)]
