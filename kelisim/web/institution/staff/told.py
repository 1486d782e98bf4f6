"""The lawyer's pages in words: what a draft changes, what is undecided, which rows were written last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from kelisim.apps.institution.models import Act, Effect
from kelisim.apps.institution.queries.labels import CHANGES, Labels, head_words, labels, value_words
from kelisim.apps.institution.queries.ledger import engine_row
from kelisim.apps.institution.queries.notes import status_words
from kelisim.apps.institution.queries.preview import Preview
from kelisim.apps.institution.queries.structure import Head, Structure, structure_on
from kelisim.engines.timeline import types as engine
from kelisim.engines.timeline.types import Change, Verb
from kelisim.kernel.places.models import Territory
from kelisim.kernel.texts.of import Text, of
from kelisim.web.institution.words import effect_words, when_of

_CLOSED_BY = {engine.Kind.POWER: "revoke"}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One change: when, of what kind, the sentence, and what stood before."""

    when: str
    kind: str
    text: str
    before: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """A preview in words."""

    steps: list[Step]
    gone: list[str]
    lapsed: list[str]
    opened: list[str]
    closed: list[str]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of the ledger: its number, day, act and sentence; the addresses of what can be done."""

    code: str
    when: str
    act: str
    act_title: str
    text: str
    href: str
    voided: bool = False
    reason: str = ""


def territories(rows: Iterable[engine.Effect]) -> dict[str, str]:
    """The names of the territories these rows are about."""
    codes = {row.subject for row in rows if row.kind is engine.Kind.TERRITORY}
    return {row.code: of(row, "name") for row in Territory.objects.filter(code__in=codes)} if codes else {}


def told(found: Preview, acts: Iterable[Act]) -> Told:
    """A preview for a reader; `acts` are those not saved yet."""
    before = labels(found.before)
    names = labels(found.after)
    names = replace(names, acts={**names.acts, **{act.code: act for act in acts}})
    names = replace(names, bodies={**before.bodies, **names.bodies})
    places = territories([change.effect for change in found.changes])

    def sentences(lines: Iterable[engine.Consequence]) -> list[str]:
        return [effect_words(line.effect, names, places) for line in lines]

    return Told(
        steps=[_step(change, names, before, places) for change in found.changes],
        gone=[before.body(code) for code in found.gone],
        lapsed=[f"{names.power(power)}: {before.body(holder)}" for power, holder in found.lapsed],
        opened=sentences(found.opened),
        closed=sentences(found.closed),
    )


def _step(change: Change, names: Labels, before: Labels, places: dict[str, str]) -> Step:
    stood = _reading(change.before, before)
    if change.effect.verb is Verb.RENAME:
        names = replace(names, bodies={**names.bodies, change.subject: Text(kk=stood, ru=stood, en=stood)})
    return Step(
        when=when_of(change.effect),
        kind=str(CHANGES[change.kind]),
        text=effect_words(change.effect, names, places),
        before=stood,
    )


def _reading(value: Any, names: Labels) -> str:
    """What stood before: a name, a parent, a head, a status, the parameters of a power."""
    if isinstance(value, str):
        return names.body(value)
    if not isinstance(value, Mapping):
        return ""
    if "kk" in value:
        return Text(**{lang: str(value.get(lang) or "") for lang in ("kk", "ru", "en")}).of()
    if value.get("rule"):
        return head_words(Head(rule=str(value["rule"]), of=str(value["of"]), act=""), names)
    return status_words(str(value["code"])).of() if "code" in value else value_words(value)


def sentence(row: engine.Effect, names: Labels, places: dict[str, str]) -> str:
    """A row as a sentence; a renaming tells the name of the day before."""
    if row.verb is Verb.RENAME:
        earlier = structure_on(row.last - timedelta(days=1)).names
        names = replace(names, bodies={**names.bodies, **earlier})
    return effect_words(row, names, places)


def row_of(effect: Effect, names: Labels, places: dict[str, str]) -> Row:
    """A row of the ledger in the lawyer's list."""
    return Row(
        code=effect.code,
        when=when_of(engine_row(effect)),
        act=effect.act.code,
        act_title=names.act_short(effect.act.code),
        text=sentence(engine_row(effect), names, places),
        href=reverse("ledger-row", args=[effect.code]),
        voided=effect.voided is not None,
        reason=effect.reason,
    )


def open_lines(effects: Iterable[engine.Effect], found: Structure) -> list[Row]:
    """What is undecided, each with the address where the effect that decides it is recorded."""
    rows = list(effects)
    names, places = labels(found), territories(rows)
    return [
        Row(
            code=row.code,
            when=when_of(row),
            act=row.act,
            act_title=names.act_short(row.act),
            text=sentence(row, names, places),
            href=f"{reverse('ledger-record')}?{urlencode(_deciding(row))}",
        )
        for row in rows
    ]


def _deciding(row: engine.Effect) -> dict[str, str]:
    """The first row of the form: a power is taken back; whatever else, she chooses what is done."""
    asked = {"about": row.kind.value, "subject": row.subject, "holder": row.key}
    return {**asked, "verb": _CLOSED_BY.get(row.kind, row.verb.value)}
