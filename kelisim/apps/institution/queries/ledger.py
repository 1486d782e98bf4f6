"""The ledger as the timeline engine reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max

from kelisim.apps.institution.models import Act, Effect, Power
from kelisim.apps.registry.public import external_bodies
from kelisim.engines.timeline import types as engine

_COLUMNS = (
    "code",
    "act__code",
    "act__date",
    "clause",
    "organisation__code",
    "territory_id",
    "power__code",
    "about_act__code",
    "verb",
    "key",
    "value",
    "on",
    "on_last",
    "precision",
    "recorded",
    "voided",
    "facts",
    "confidence",
    "verified",
)
_KINDS = (engine.Kind.ORGANISATION, engine.Kind.TERRITORY, engine.Kind.POWER, engine.Kind.ACT)


def is_loaded() -> bool:
    """Whether there is a ledger at all."""
    return Effect.objects.exists()


@dataclass
class _Memory:
    """The ledger as it was read last, with the version it was read at."""

    kept: tuple[object, list[engine.Effect]] | None = None


_memory = _Memory()


def ledger() -> list[engine.Effect]:
    """Every row, voided ones too; a request that finds the version of the last reading reads nothing again.

    A deed reads within its transaction, always anew: what it sees may yet be rolled back.
    """
    if connection.in_atomic_block:
        return _read()
    now, kept = version(), _memory.kept
    if kept is None or kept[0] != now:
        kept = _memory.kept = (now, _read())
    return list(kept[1])


def _read() -> list[engine.Effect]:
    return [_row(values) for values in Effect.objects.values_list(*_COLUMNS)]


def version() -> tuple[object, ...]:
    """What tells one state of the ledger from any other: rows are only ever added and voided once, so
    their numbers only grow; the acts that rows cite may be corrected, so their codes and dates count too."""
    counted = Effect.objects.aggregate(Count("id"), Count("voided"), Max("recorded"), Max("voided"))
    return (*counted.values(), *Act.objects.order_by("id").values_list("id", "code", "date"))


def _row(values: tuple[Any, ...]) -> engine.Effect:
    found: dict[str, Any] = dict(zip(_COLUMNS, values, strict=True))
    subjects = values[4:8]
    kind, subject = next((k, str(s)) for k, s in zip(_KINDS, subjects, strict=True) if s is not None)
    return engine.Effect(
        code=found["code"],
        act=found["act__code"],
        act_date=found["act__date"],
        clause=found["clause"],
        kind=kind,
        subject=subject,
        verb=engine.Verb(str(found["verb"])),
        key=found["key"],
        value=found["value"],
        first=found["on"],
        last=found["on_last"],
        precision=found["precision"],
        recorded=found["recorded"],
        voided=found["voided"],
        facts=tuple(found["facts"]),
        confidence=found["confidence"],
        verified=found["verified"],
    )


def engine_row(effect: Effect) -> engine.Effect:
    """One row, saved or not, as the engine reads it."""
    subjects = (
        effect.organisation.code if effect.organisation else None,
        effect.territory_id,
        effect.power.code if effect.power else None,
        effect.about_act.code if effect.about_act else None,
    )
    own = [getattr(effect, name) for name in _COLUMNS[8:]]
    return _row((effect.code, effect.act.code, effect.act.date, effect.clause, *subjects, *own))


def external_codes() -> frozenset[str]:
    """Bodies in being without a create."""
    return frozenset(external_bodies())


def given(effects: Iterable[engine.Effect]) -> frozenset[str]:
    """Bodies and territories in being without a create: outside bodies, and territories no effect made."""
    rows = list(effects)
    of_territories = [row for row in rows if row.kind is engine.Kind.TERRITORY]
    territories = {row.subject for row in of_territories}
    territories |= {str(row.value["from"]) for row in of_territories if row.value.get("from") is not None}
    born = {row.subject for row in rows if row.verb in engine.BIRTH}
    return (external_codes() | territories) - born


def exclusive_powers() -> frozenset[str]:
    """Powers only one body may hold at a time."""
    return frozenset(Power.objects.filter(exclusive=True).values_list("code", flat=True))


def adopted() -> dict[str, date]:
    """The last possible day of adoption of each identified act that does more than amend others."""
    return dict(
        Act.objects.filter(principal=True, identified=True).values_list("code", "date_last").order_by("code")
    )


def end_of(day: date) -> datetime:
    """The last moment of the day where the country is: what "as known on" a day means."""
    return datetime.combine(day, time.max, tzinfo=ZoneInfo(settings.TIME_ZONE))


def start_of(day: date) -> datetime:
    """The first moment of the day where the country is."""
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(settings.TIME_ZONE))
