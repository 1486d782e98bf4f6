"""The rules a ledger obeys; every row that breaks one is named. Rules: docs/method/ledger.md#rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kelisim.engines.timeline.fold import begins, ends, holds, order, slots
from kelisim.engines.timeline.types import BIRTH, Effect, Kind, Problem, Slot, Verb

LIFE = frozenset({Verb.CREATE, Verb.SPLIT_FROM, Verb.RENAME, Verb.PLACE_UNDER, Verb.MERGE_INTO, Verb.ABOLISH})
VERBS: dict[Kind, frozenset[Verb]] = {
    Kind.ORGANISATION: LIFE | {Verb.HEAD},
    Kind.TERRITORY: LIFE,
    Kind.POWER: frozenset({Verb.CREATE, Verb.GRANT, Verb.REVOKE, Verb.TRANSFER, Verb.ABOLISH}),
    Kind.ACT: frozenset({Verb.AMEND, Verb.COMMENCE, Verb.REPEAL}),
}
HEAD_RULES = ("ex_officio", "elected", "appointed", "named")
TIES = ("part", "attached")
_KEYED = frozenset({Verb.GRANT, Verb.REVOKE, Verb.TRANSFER})
_BODY = frozenset({"name", "recalled", "kind", "parent", "as", "class", "succeeds"})
_ALLOWED: dict[Verb, frozenset[str]] = {
    Verb.CREATE: _BODY,
    Verb.SPLIT_FROM: _BODY | {"from"},
    Verb.RENAME: frozenset({"kk", "ru", "en", "recalled"}),
    Verb.PLACE_UNDER: frozenset({"parent", "as", "within"}),
    Verb.MERGE_INTO: frozenset({"into"}),
    Verb.TRANSFER: frozenset({"to"}),
    Verb.AMEND: frozenset({"redaction"}),
    **{verb: frozenset() for verb in (Verb.REVOKE, Verb.ABOLISH, Verb.COMMENCE, Verb.REPEAL)},
}
_NEEDED: dict[Verb, tuple[str, ...]] = {
    Verb.CREATE: ("name",),
    Verb.SPLIT_FROM: ("name", "from"),
    Verb.PLACE_UNDER: ("parent", "as"),
    Verb.MERGE_INTO: ("into",),
    Verb.HEAD: ("rule", "of"),
    Verb.TRANSFER: ("to",),
}


def problems(
    effects: Iterable[Effect], *, given: frozenset[str] = frozenset(), exclusive: frozenset[str] = frozenset()
) -> tuple[Problem, ...]:
    """Every rule the unvoided rows break, in fold order; empty if the ledger is sound.

    `given` are bodies in being without a create, `exclusive` the powers only one may hold at a time.
    """
    rows = sorted((effect for effect in effects if effect.voided is None), key=order)
    found = [problem for effect in rows for problem in _shape(effect)]
    found += _repeated(rows)
    if not found:
        walk = _Walk(given, exclusive)
        for effect in rows:
            walk.step(effect)
        found = walk.found
    return tuple(found)


def _shape(effect: Effect) -> list[Problem]:
    if effect.verb not in VERBS[effect.kind]:
        return [Problem(rule="verb", effect=effect, field="verb", value=effect.verb)]
    wrong: list[tuple[str, str, object]] = []
    if effect.last < effect.first:
        wrong.append(("days", "on", effect.last))
    if bool(effect.key) != (effect.verb in _KEYED):
        wrong.append(("key", "key", effect.key))
    wrong += [("value", name, "") for name in _NEEDED.get(effect.verb, ()) if name not in effect.value]
    wrong += [("value", name, effect.value[name]) for name in _strangers(effect)]
    wrong += [("name", field, "") for field in _unnamed(effect)]
    return [Problem(rule=rule, effect=effect, field=field, value=str(value)) for rule, field, value in wrong]


def _strangers(effect: Effect) -> list[str]:
    """Names in the value that this verb does not know, and words that are not on the closed lists."""
    allowed = _ALLOWED.get(effect.verb)
    if allowed is not None and not allowed.issuperset(effect.value):
        return sorted(set(effect.value) - allowed)
    if effect.verb is Verb.GRANT:
        return []
    lists = (("rule", HEAD_RULES), ("as", TIES))
    return [name for name, words in lists if name in effect.value and effect.value[name] not in words]


def _unnamed(effect: Effect) -> list[str]:
    """A name needs at least one language; a rename is given in full."""
    if effect.verb is Verb.RENAME:
        return [lang for lang in ("kk", "ru", "en") if not effect.value.get(lang)]
    if effect.verb in BIRTH:
        name = effect.value.get("name")
        return [] if isinstance(name, Mapping) and any(name.values()) else ["name"]
    return []


def _repeated(rows: list[Effect]) -> list[Problem]:
    """Subject, verb, key and day stand once."""
    seen: set[tuple[object, ...]] = set()
    found = []
    for effect in rows:
        place = (effect.kind, effect.subject, effect.verb, effect.key, effect.first)
        if place in seen:
            found.append(Problem(rule="repeated", effect=effect, field="on", value=effect.first.isoformat()))
        seen.add(place)
    return found


class _Walk:
    """Follows the ledger through time and notes what cannot be."""

    def __init__(self, given: frozenset[str], exclusive: frozenset[str]) -> None:
        self.given, self.exclusive = given, exclusive
        self.last: dict[Slot, Effect] = {}
        self.found: list[Problem] = []

    def step(self, effect: Effect) -> None:
        if effect.kind is Kind.ORGANISATION or effect.kind is Kind.TERRITORY:
            self.life(effect)
        elif effect.kind is Kind.POWER:
            self.power(effect)
        for slot in slots(effect, self.last):
            self.last[slot] = effect
        if effect.kind is Kind.ORGANISATION:
            self.circle(effect)

    def wrong(self, rule: str, effect: Effect, field: str, value: object = "") -> None:
        self.found.append(Problem(rule=rule, effect=effect, field=field, value=str(value)))

    def exists(self, code: str, aspect: str = "being") -> bool:
        effect = self.last.get((aspect, code, ""))
        return begins(effect) or (effect is None and code in self.given)

    def life(self, effect: Effect) -> None:
        aspect = "being" if effect.kind is Kind.ORGANISATION else "territory being"
        if effect.verb in BIRTH:
            if self.exists(effect.subject, aspect):
                self.wrong("exists", effect, "subject", effect.subject)
        elif ends(self.last.get((aspect, effect.subject, ""))):
            self.wrong("ended", effect, "subject", effect.subject)
        elif not self.exists(effect.subject, aspect):
            self.wrong("before_create", effect, "subject", effect.subject)
        for name in ("parent", "into", "from"):
            other = effect.value.get(name)
            if other is not None and not self.exists(str(other), aspect):
                self.wrong("not_in_being", effect, name, other)

    def power(self, effect: Effect) -> None:
        slot = ("power", effect.subject, effect.key)
        before = self.last.get(slot)
        held = before is not None and holds(slot, before)
        if ends(self.last.get(("power being", effect.subject, ""))) and effect.verb is not Verb.CREATE:
            self.wrong("ended", effect, "subject", effect.subject)
        elif effect.verb in (Verb.REVOKE, Verb.TRANSFER) and not held:
            self.wrong("not_held", effect, "key", effect.key)
        elif effect.verb is Verb.GRANT and not self.exists(effect.key):
            self.wrong("not_in_being", effect, "key", effect.key)
        elif effect.verb is Verb.TRANSFER and not self.exists(str(effect.value["to"])):
            self.wrong("not_in_being", effect, "to", effect.value["to"])
        elif effect.verb is Verb.GRANT and effect.subject in self.exclusive:
            self.exclusively(effect)

    def exclusively(self, effect: Effect) -> None:
        for slot, before in self.last.items():
            if slot[:2] == ("power", effect.subject) and slot[2] != effect.key and holds(slot, before):
                self.wrong("exclusive", effect, "key", slot[2])

    def circle(self, effect: Effect) -> None:
        if effect.value.get("into") == effect.subject:
            self.wrong("circle", effect, "into", effect.subject)
        seen = {effect.subject}
        code: object = effect.value.get("parent")
        while code is not None:
            if code in seen:
                self.wrong("circle", effect, "parent", effect.value["parent"])
                return
            seen.add(str(code))
            placed = self.last.get(("place", str(code), ""))
            code = placed.value.get("parent") if placed else None
