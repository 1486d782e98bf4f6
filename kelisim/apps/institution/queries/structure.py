"""The structure of the institution on a day, with the act behind every line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kelisim.apps.institution.queries.ledger import adopted, end_of, given, ledger
from kelisim.apps.institution.queries.notes import Note, frame, notes_on, nothing_recorded
from kelisim.apps.institution.states import SURENESS
from kelisim.engines.timeline.compare import Frame, name_in, uncertain_changes
from kelisim.engines.timeline.dates import written
from kelisim.engines.timeline.fold import ends, fold
from kelisim.engines.timeline.structure import acts_in_force, bodies, consequences, holdings, in_being
from kelisim.engines.timeline.types import (
    BIRTH,
    NAMING,
    Body,
    Consequence,
    Effect,
    Holding,
    Json,
    State,
    Verb,
)
from kelisim.kernel.texts.of import Text


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A day at its own precision, and the act and clause behind it."""

    on: str
    first: date
    certain: date
    precision: str
    act: str
    clause: str


@dataclass(frozen=True, kw_only=True)
class Head:
    """The rule by which a head is found, whom it points at, and the act that says so."""

    rule: str
    of: str
    act: str


@dataclass(frozen=True, kw_only=True)
class Institution:
    """The institution of the day. All but the code is empty if none was ever created."""

    code: str
    exists: bool = False
    name: Text | None = None
    name_act: str | None = None
    status: str | None = None
    status_act: str | None = None
    head: Head | None = None
    created: Dated | None = None
    abolished: Dated | None = None
    succeeds: str | None = None
    parent: str | None = None
    placed: Dated | None = None
    verified: bool = True


@dataclass(frozen=True, kw_only=True)
class Organ:
    """A body of the institution in being on the day; `each`: one in every territory."""

    code: str
    name: Text
    name_act: str
    each: bool
    parent: str | None
    tie: str
    within: str | None
    created: Dated
    placed: Dated
    head: Head | None
    facts: tuple[str, ...]
    confidence: str
    verified: bool
    flags: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class HeldPower:
    """A power in somebody's hands on the day, or lapsed with its holder."""

    code: str
    holder: str
    value: Mapping[str, Json]
    since: Dated
    facts: tuple[str, ...]
    confidence: str
    verified: bool
    flags: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Structure:
    """Everything the ledger says about a day."""

    day: date
    as_known: date | None
    institution: Institution
    organs: tuple[Organ, ...]
    powers: tuple[HeldPower, ...]
    lapsed: tuple[HeldPower, ...]
    acts_in_force: tuple[str, ...]
    uncertain: tuple[Effect, ...]
    consequences: tuple[Consequence, ...]
    notes: tuple[Note, ...]
    names: Mapping[str, Text]


def structure_on(day: date, as_known: date | None = None) -> Structure:
    """The structure on `day`, as it was known at the end of the day `as_known` (default: now)."""
    return structure_from(ledger(), day, as_known)


def structure_from(rows: list[Effect], day: date, as_known: date | None = None) -> Structure:
    """The same from a ledger already read."""
    moment = end_of(as_known) if as_known else None
    return read(
        fold(rows, day=day, as_known=moment, given=given(rows)), frame(), adopted(), as_known=as_known
    )


def read(
    state: State, setting: Frame, days: Mapping[str, date], *, as_known: date | None = None
) -> Structure:
    """A folded state in the words of the pages and of the command."""
    lines = consequences(state)
    shaken = {line.effect.code for line in lines}
    powers = [row for row in holdings(state) if row.power != setting.status]
    known = bool(state.counted or state.uncertain or state.pending)
    acts = acts_in_force(state, days) if known else ()
    return Structure(
        day=state.day,
        as_known=as_known,
        institution=_institution(state, setting),
        organs=tuple(_organ(body, shaken) for body in bodies(state) if body.code not in setting.chain),
        powers=tuple(_power(row, shaken) for row in powers if not row.lapsed),
        lapsed=tuple(_power(row, shaken) for row in powers if row.lapsed),
        acts_in_force=acts,
        uncertain=uncertain_changes(state),
        consequences=lines,
        notes=notes_on(state) if known or as_known is None else (nothing_recorded(),),
        names={slot[1]: text_in(row) for slot, row in state.last.items() if slot[0] == "name"},
    )


def dated(effect: Effect) -> Dated:
    """The day of an effect."""
    return Dated(
        on=written(effect.first, effect.last, effect.precision),
        first=effect.first,
        certain=effect.last,
        precision=effect.precision,
        act=effect.act,
        clause=effect.clause,
    )


def text_in(effect: Effect) -> Text:
    """The name an effect gives; an unknown language is empty."""
    name = name_in(effect)
    return (
        Text(**{lang: str(text or "") for lang, text in name.items()})
        if isinstance(name, Mapping)
        else Text()
    )


def names_borne(life: Iterable[Effect], first: Text) -> list[tuple[Effect | None, Text]]:
    """Every name of a body with the row that gave it, in the order of its life; a body no act created bore
    its `first` name, the registry's, before any other."""
    rows = [row for row in life if row.verb in NAMING]
    told: list[tuple[Effect | None, Text]] = [(row, text_in(row)) for row in rows]
    return told if rows and rows[0].verb is not Verb.RENAME else [(None, first), *told]


def fact_codes(effects: Iterable[Effect]) -> tuple[str, ...]:
    """The seed's facts behind these effects, sorted."""
    return tuple(sorted({code for effect in effects for code in effect.facts if code.startswith("F")}))


def _head(effect: Effect | None) -> Head | None:
    if effect is None or effect.verb is not Verb.HEAD:
        return None
    return Head(rule=str(effect.value["rule"]), of=str(effect.value["of"]), act=effect.act)


def _institution(state: State, setting: Frame) -> Institution:
    """The one of the chain in being; else the one that ended last; else the first, not yet created."""
    last = state.last
    for code in setting.chain:
        if ("being", code, "") in last and in_being(state, code):
            found = _described(state, setting, code)
            return replace(found, exists=True)
    ended = [code for code in setting.chain if ends(last.get(("being", code, "")))]
    if ended:
        code = max(ended, key=lambda code: (last["being", code, ""].last, setting.chain.index(code)))
        found = _described(state, setting, code)
        return replace(
            found, status=None, status_act=None, head=None, abolished=dated(last["being", code, ""])
        )
    return Institution(code=setting.chain[0] if setting.chain else "")


def _described(state: State, setting: Frame, code: str) -> Institution:
    named = state.last["name", code, ""]
    births = [row for row in state.counted if row.subject == code and row.verb in BIRTH]
    status = state.last.get(("power", setting.status, code))
    held = status is not None and status.verb is Verb.GRANT
    headed = _head(state.last.get(("head", code, "")))
    placed = state.last["place", code, ""]
    parent = placed.value.get("parent")
    succeeds = births[-1].value.get("succeeds")
    return Institution(
        code=code,
        name=text_in(named),
        name_act=named.act,
        status=str(status.value.get("code")) if held and status else None,
        status_act=status.act if held and status else None,
        head=headed,
        created=dated(births[-1]),
        succeeds=str(succeeds) if succeeds else None,
        parent=str(parent) if parent else None,
        placed=dated(placed),
        verified=named.verified and (status is None or status.verified),
    )


def _organ(body: Body, shaken: set[str]) -> Organ:
    shown = [body.created, body.named, body.placed, *([body.head] if body.head else [])]
    results = {row.code for row in (body.named, body.placed, body.head) if row}
    within = body.placed.value.get("within")
    flags = [*(["basis_repealed"] if results & shaken else []), *(["orphan"] if body.orphan else [])]
    return Organ(
        code=body.code,
        name=text_in(body.named),
        name_act=body.named.act,
        each=bool(body.created.value.get("class", False)),
        parent=body.parent,
        tie=body.tie,
        within=str(within) if within else None,
        created=dated(body.created),
        placed=dated(body.placed),
        head=_head(body.head),
        facts=fact_codes(shown),
        confidence=min((row.confidence for row in shown), key=SURENESS.index),
        verified=all(row.verified for row in shown),
        flags=tuple(flags),
    )


def _power(row: Holding, shaken: set[str]) -> HeldPower:
    effect = row.granted
    return HeldPower(
        code=row.power,
        holder=row.holder,
        value=effect.value,
        since=dated(effect),
        facts=fact_codes([effect]),
        confidence=effect.confidence,
        verified=effect.verified,
        flags=("basis_repealed",) if effect.code in shaken else (),
    )
