"""Adds the pack's effects to the ledger; rows that stand are never changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from pydantic import Field

from kelisim.apps.institution.actions.load_acts import cite
from kelisim.apps.institution.errors import RULES
from kelisim.apps.institution.models import SUBJECTS, Act, Effect, Power
from kelisim.apps.institution.queries.days import When
from kelisim.apps.institution.queries.ledger import (
    engine_row,
    exclusive_powers,
    given,
    ledger,
    start_of,
)
from kelisim.apps.institution.queries.sources import sources, surest
from kelisim.apps.institution.states import SURENESS, Confidence, Verb
from kelisim.apps.registry.public import organisations_by_code
from kelisim.engines.timeline.dates import parse
from kelisim.engines.timeline.effects import problems
from kelisim.kernel.audit.log import record
from kelisim.kernel.packs.complaints import BadPack, Complaint
from kelisim.kernel.packs.pack import Pack
from kelisim.kernel.packs.shapes import Line, YesNo, shaped
from kelisim.kernel.places.models import Territory

FILE = "institution/ledger.yaml"
_SAME = (
    "act_id",
    "clause",
    "organisation_id",
    "territory_id",
    "power_id",
    "about_act_id",
    "verb",
    "key",
    "value",
    "on",
    "on_last",
    "precision",
    "facts",
    "source",
    "confidence",
    "verified",
    "recorded",
)


class EffectLine(Line):
    """One row of ledger.yaml."""

    id: str
    act: str
    clause: str = ""
    on: When
    organisation: str = ""
    territory: str = ""
    power: str = ""
    about_act: str = ""
    verb: Verb
    key: str = ""
    value: dict[str, Any] = Field(default_factory=dict)
    source: str
    sure: Confidence
    verified: YesNo
    recorded: date | None = None
    voided: date | None = None
    reason: str = ""


def load(pack: Pack) -> int:
    """All or nothing: adds rows, fills voids, refuses a changed row. Raises BadPack with all complaints."""
    if not pack.has(FILE):
        return 0
    file = pack.yaml(FILE)
    lines = shaped(file["effects"], FILE, EffectLine)
    effects = _Reader(pack, file["recorded"]).effects(lines)
    standing = {row.code: row for row in Effect.objects.all()}
    where = {line.id: line.line for line in lines}
    new = [row for row in effects if row.code not in standing]
    complaints = [
        Complaint(
            file=FILE, code="bad_value", line=where[row.code], value=row.code, hint=str(RULES["changed"])
        )
        for row in effects
        if row.code in standing and not _same(row, standing[row.code])
    ]
    if complaints:
        raise BadPack(complaints)
    voids = [row for row in effects if row.voided and row.code in standing and not standing[row.code].voided]
    _check(new, voids, where)
    with transaction.atomic():
        Effect.objects.bulk_create(new)
        for row in voids:
            Effect.objects.filter(code=row.code).fill_void(
                voided=row.voided, voided_by=None, reason=row.reason
            )
        record("institution.ledger_loaded", pack.code, by=None, added=len(new), voided=len(voids))
    return len(effects)


def _same(row: Effect, standing: Effect) -> bool:
    return all(getattr(row, name) == getattr(standing, name) for name in _SAME)


def _check(new: list[Effect], voids: list[Effect], where: dict[str, int]) -> None:
    """The whole ledger, with what is added and without what is voided, must be sound."""
    gone = {row.code for row in voids}
    rows = [row for row in ledger() if row.code not in gone] + [engine_row(row) for row in new]
    found = problems(rows, given=given(rows), exclusive=exclusive_powers())
    if found:
        raise BadPack(
            [
                Complaint(
                    file=FILE,
                    code="bad_value",
                    line=where.get(problem.effect.code, 1),
                    column=problem.field,
                    value=problem.value or problem.effect.code,
                    hint=str(RULES[problem.rule]),
                )
                for problem in found
            ]
        )


class _Reader:
    """Turns lines into rows and names every code nothing has."""

    def __init__(self, pack: Pack, recorded: date) -> None:
        self.pack, self.cited = pack, sources(pack)
        self.recorded = recorded
        self.acts = {row.code: row for row in Act.objects.all()}
        self.powers = {row.code: row for row in Power.objects.all()}
        self.complaints: list[Complaint] = []

    def effects(self, lines: list[EffectLine]) -> list[Effect]:
        organisations = organisations_by_code({line.organisation for line in lines})
        codes = {line.territory for line in lines if line.territory}
        self.found: dict[str, dict[str, Any]] = {
            "organisation": dict(organisations),
            "territory": dict(Territory.objects.in_bulk(codes)),
            "power": dict(self.powers),
            "about_act": dict(self.acts),
        }
        rows = [row for line in lines if (row := self.effect(line))]
        if self.complaints:
            raise BadPack(self.complaints)
        return rows

    def complain(self, line: EffectLine, column: str, value: str, hint: str) -> None:
        self.complaints.append(
            Complaint(file=FILE, code="bad_value", line=line.line, column=column, value=value, hint=hint)
        )

    def effect(self, line: EffectLine) -> Effect | None:
        before = len(self.complaints)
        named = [name for name in SUBJECTS if getattr(line, name)]
        if len(named) != 1:
            self.complain(line, "subject", line.id, str(RULES["one_subject"]))
        for column, code, known in (
            ("act", line.act, self.acts),
            *((name, getattr(line, name), self.found[name]) for name in named),
        ):
            if code not in known:
                self.complain(line, column, code, str(RULES["unknown"]))
        if bool(line.voided) != bool(line.reason):
            self.complain(line, "reason", line.reason, str(RULES["reason"]))
        if SURENESS.index(line.sure) > SURENESS.index(surest(line.source, self.pack)):
            self.complain(line, "sure", line.sure.value, str(RULES["surer"]))
        if len(self.complaints) > before:
            return None
        subject = named[0]
        days = parse(line.on)
        return Effect(
            code=line.id,
            act=self.acts[line.act],
            clause=line.clause,
            verb=line.verb.value,
            key=line.key,
            value=plain(line.value),
            on=days.first,
            on_last=days.last,
            precision=days.precision,
            facts=[*line.facts, *line.external_facts, *line.inconsistencies],
            source=cite(line.source, self.cited, file=FILE, line=line.line),
            confidence=line.sure.value,
            verified=line.verified,
            recorded=start_of(line.recorded or self.recorded),
            voided=start_of(line.voided) if line.voided else None,
            reason=line.reason,
            **{subject: self.found[subject][getattr(line, subject)]},
        )


def plain(value: Any) -> Any:
    """A value as JSON keeps it: days as text."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
