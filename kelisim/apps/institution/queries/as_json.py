"""The answers of the institution in the stated JSON forms; unknown is null, never an empty text."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from kelisim.apps.institution.queries.comparison import ActBetween, Compared
from kelisim.apps.institution.queries.notes import Note, frame
from kelisim.apps.institution.queries.structure import (
    Dated,
    Head,
    HeldPower,
    Institution,
    Organ,
    Structure,
    dated,
    fact_codes,
)
from kelisim.engines.timeline.types import Change, Effect, Json
from kelisim.kernel.texts.of import LANGUAGES, Text


def structure_json(found: Structure) -> dict[str, Json]:
    """`kelisim/institution-on/1`."""
    return {
        "schema": "kelisim/institution-on/1",
        "pack": settings.PACK,
        "on": found.day.isoformat(),
        "as_known": found.as_known.isoformat() if found.as_known else None,
        "institution": _institution(found.institution),
        "organs": [_organ(organ) for organ in found.organs],
        "powers": [_power(power) for power in found.powers],
        "lapsed": [_power(power) for power in found.lapsed],
        "acts_in_force": list(found.acts_in_force),
        "uncertain": _uncertain(found.uncertain),
        "open_consequences": [
            {
                "act": line.act,
                "effect": line.effect.code,
                "subject": line.effect.subject,
                "key": line.effect.key,
            }
            for line in found.consequences
        ],
        "notes": _notes(found.notes),
    }


def comparison_json(found: Compared) -> dict[str, Json]:
    """`kelisim/institution-compare/1`."""
    return {
        "schema": "kelisim/institution-compare/1",
        "pack": settings.PACK,
        "from": found.start.isoformat(),
        "to": found.end.isoformat(),
        "as_known": found.as_known.isoformat() if found.as_known else None,
        "changes": [_change(change) for change in found.changes],
        "acts": [_act(act) for act in found.acts],
        "uncertain": _uncertain(found.uncertain),
        "notes": _notes(found.notes),
    }


def _text(text: Text | None) -> Json:
    return None if text is None else {lang: getattr(text, lang) or None for lang in LANGUAGES}


def _dated(day: Dated | None) -> Json:
    if day is None:
        return None
    return {
        "on": day.on,
        "precision": day.precision,
        "certain": day.certain.isoformat(),
        "act": day.act,
        "clause": day.clause or None,
    }


def _head(head: Head | None) -> Json:
    return None if head is None else {"rule": head.rule, "of": head.of, "act": head.act}


def _institution(found: Institution) -> Json:
    return {
        "id": found.code or None,
        "exists": found.exists,
        "name": _text(found.name),
        "name_act": found.name_act,
        "status": {"code": found.status, "act": found.status_act} if found.status else None,
        "head": _head(found.head),
        "created": _dated(found.created),
        "abolished": _dated(found.abolished),
        "succeeds": found.succeeds,
    }


def _organ(organ: Organ) -> Json:
    return {
        "id": organ.code,
        "name": _text(organ.name),
        "class": organ.each,
        "parent": organ.parent,
        "as": organ.tie or None,
        "created": _dated(organ.created),
        "placed": _dated(organ.placed),
        "head": _head(organ.head),
        "facts": list(organ.facts),
        "confidence": organ.confidence,
        "verified": organ.verified,
        "flags": list(organ.flags),
    }


def _power(power: HeldPower) -> Json:
    return {
        "code": power.code,
        "holder": power.holder,
        "value": dict(power.value),
        "since": _dated(power.since),
        "facts": list(power.facts),
        "confidence": power.confidence,
        "verified": power.verified,
        "flags": list(power.flags),
    }


def _uncertain(effects: Iterable[Effect]) -> list[Json]:
    return [
        {
            "effect": effect.code,
            "verb": effect.verb.value,
            "subject": effect.subject,
            "key": effect.key,
            "earliest": effect.first.isoformat(),
            "latest": effect.last.isoformat(),
        }
        for effect in effects
    ]


def _notes(notes: Iterable[Note]) -> list[Json]:
    return [{"code": note.code, "text": _text(note.text)} for note in notes]


def _change(change: Change) -> Json:
    status = change.subject == frame().status and change.kind == "status_changed"
    return {
        "kind": change.kind,
        "subject": change.subject,
        "key": change.key,
        "before": _status_code(change.before) if status else change.before,
        "after": _status_code(change.after) if status else change.after,
        "at": _dated(dated(change.effect)),
        "effect": change.effect.code,
        "net": change.net,
        "facts": list(fact_codes([change.effect])),
    }


def _status_code(value: Json) -> Json:
    return value.get("code") if isinstance(value, dict) else None


def _act(act: ActBetween) -> Json:
    return {
        "id": act.code,
        "title": _text(act.title),
        "date": act.date,
        "verb_counts": dict(act.verb_counts),
    }
