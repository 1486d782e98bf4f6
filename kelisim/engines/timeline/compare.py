"""Two days side by side: what changed, by which effect, and whether it lasted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kelisim.engines.timeline.fold import fold, holds, slots
from kelisim.engines.timeline.types import BIRTH, Change, Comparison, Effect, Json, Kind, Slot, State, Verb

_PLAIN = {
    Verb.COMMENCE: "act_commenced",
    Verb.AMEND: "act_amended",
    Verb.REPEAL: "act_repealed",
    Verb.HEAD: "head_changed",
}
_BODY = ("name", "parent", "as", "class", "succeeds")


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What a comparison depends on besides the ledger: the chain of institutions, the power that is the
    institution's legal status, and the bodies in being without a create."""

    chain: tuple[str, ...]
    status: str
    given: frozenset[str] = frozenset()


def compare(
    effects: Iterable[Effect],
    *,
    start: date,
    end: date,
    frame: Frame,
    as_known: datetime | None = None,
) -> Comparison:
    """All effects certain after `start` and up to `end`, each as a change with what stood before and after.

    Applied in order to the state on `start` they give the state on `end`. Territories are left out: their
    changes are told by the places. Raises ValueError if `end` is before `start`.
    """
    if end < start:
        raise ValueError(f"{end} < {start}")
    rows = list(effects)
    before = fold(rows, day=start, as_known=as_known, given=frame.given)
    after = fold(rows, day=end, as_known=as_known, given=frame.given)
    last = dict(before.last)
    changes: list[Change] = []
    for effect in after.counted[len(before.counted) :]:
        touched = slots(effect, last)
        net = any(after.last[slot] is effect for slot in touched)
        if effect.kind is not Kind.TERRITORY:
            changes += _changes(effect, touched, last, net=net, frame=frame)
        last.update(dict.fromkeys(touched, effect))
    return Comparison(start=before, end=after, changes=tuple(changes))


def _changes(
    effect: Effect, touched: tuple[Slot, ...], last: Mapping[Slot, Effect], *, net: bool, frame: Frame
) -> list[Change]:
    if effect.kind is Kind.POWER:
        return _power_changes(effect, touched, last, net=net, frame=frame)
    kind = _PLAIN.get(effect.verb) or _body_kind(effect, frame)
    before, after = _readings(effect, last)
    return [
        Change(kind=kind, subject=effect.subject, key="", before=before, after=after, effect=effect, net=net)
    ]


def _body_kind(effect: Effect, frame: Frame) -> str:
    chained = effect.subject in frame.chain
    if effect.verb is Verb.RENAME:
        return "renamed" if chained else "organ_renamed"
    if effect.verb is Verb.PLACE_UNDER:
        return "organ_moved"
    born = effect.verb in BIRTH
    return f"{'institution' if chained else 'organ'}_{'created' if born else 'abolished'}"


def _readings(effect: Effect, last: Mapping[Slot, Effect]) -> tuple[Json, Json]:
    """What a line says before and after: a name, a parent, a head, a whole body, another act's reading."""
    subject, value = effect.subject, effect.value
    if effect.verb is Verb.RENAME:
        return name_in(last.get(("name", subject, ""))), name_in(effect)
    if effect.verb is Verb.PLACE_UNDER:
        placed = last.get(("place", subject, ""))
        return placed.value.get("parent") if placed else None, value.get("parent")
    if effect.verb is Verb.HEAD:
        return head_in(last.get(("head", subject, ""))), head_in(effect)
    if effect.verb is Verb.MERGE_INTO:
        return None, value.get("into")
    if effect.verb in BIRTH:
        return None, {
            key: value[key] for key in ("name", "parent", "as", "class", "succeeds") if key in value
        }
    return None, value.get("redaction")


def _power_changes(
    effect: Effect, touched: tuple[Slot, ...], last: Mapping[Slot, Effect], *, net: bool, frame: Frame
) -> list[Change]:
    changes = []
    moved = effect.verb is Verb.TRANSFER
    for slot in touched[:1] if moved else touched:
        if slot[0] != "power":
            continue
        before = last.get(slot)
        held = before is not None and holds(slot, before)
        standing: Json = dict(before.value) if before is not None and held else None
        after: Json = {"to": effect.value["to"]} if moved else None
        if effect.verb is Verb.GRANT:
            after = dict(effect.value)
        if after is None and not held:
            continue
        kind = "power_transferred" if moved else _power_kind(effect.verb, held=held)
        if slot[1] == frame.status and slot[2] in frame.chain:
            kind = "status_changed"
        changes.append(
            Change(
                kind=kind, subject=slot[1], key=slot[2], before=standing, after=after, effect=effect, net=net
            )
        )
    return changes


def _power_kind(verb: Verb, *, held: bool) -> str:
    if verb is not Verb.GRANT:
        return "power_revoked"
    return "power_changed" if held else "power_granted"


def name_in(effect: Effect | None) -> Json:
    """The name an effect gives, as kk, ru, en; None where a language is not known."""
    if effect is None:
        return None
    name = effect.value if effect.verb is Verb.RENAME else effect.value.get("name")
    if not isinstance(name, Mapping):
        return None
    return {lang: name.get(lang) or None for lang in ("kk", "ru", "en")}


def head_in(effect: Effect | None) -> Json:
    """The rule by which a head is found, or None."""
    if effect is None or effect.verb is not Verb.HEAD:
        return None
    return {"rule": effect.value.get("rule"), "of": effect.value.get("of")}


def uncertain_changes(state: State) -> tuple[Effect, ...]:
    """Effects that may or may not have happened by the state's day, territories left out."""
    return tuple(effect for effect in state.uncertain if effect.kind is not Kind.TERRITORY)
