"""Lines read into acts and effects that are not saved yet, and everything that is wrong with them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from kelisim.apps.institution.errors import RULES
from kelisim.apps.institution.models import Act, Effect, Power
from kelisim.apps.institution.queries.articles import last_articles
from kelisim.apps.institution.queries.ledger import engine_row, exclusive_powers, given, ledger
from kelisim.apps.institution.queries.lines import (
    ABOUT,
    NAMES,
    Line,
    check_cells,
    column_of,
    identifiers_in,
    value_of,
)
from kelisim.apps.registry.public import Organisation, OrganisationKind, organisations_by_code
from kelisim.engines.timeline import types as engine
from kelisim.engines.timeline.dates import parse
from kelisim.engines.timeline.effects import problems
from kelisim.kernel.packs.complaints import BadPack, Complaint
from kelisim.kernel.places.models import Territory
from kelisim.kernel.texts.keys import set_keys

_BIRTH = ("create", "split_from")
_SAME_ACT = (
    "number", "kind", "date", "date_last", "precision", "title_kk", "title_ru", "title_en", "source",
    "confidence", "verified", "facts",
)  # fmt: skip


@dataclass
class Draft:
    """What would be recorded. `already`: lines the ledger holds word for word; nothing is done about them."""

    acts: list[Act] = field(default_factory=list)
    bodies: list[Organisation] = field(default_factory=list)
    powers: list[Power] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    already: int = 0
    complaints: list[Complaint] = field(default_factory=list)

    def must_be_sound(self) -> None:
        """Raises BadPack with every complaint."""
        if self.complaints:
            raise BadPack(self.complaints)


def read_draft(lines: list[Line], *, without: str = "") -> Draft:
    """Reads and checks everything at once; `without` is a row of the ledger about to be voided."""
    reader = _Reader(lines, without)
    for line in lines:
        if line["row"] == "act" and line not in reader.bad:
            reader.act(line)
    for line in lines:
        if line["row"] == "effect" and line not in reader.bad:
            reader.effect(line)
    reader.check()
    draft = reader.draft
    draft.complaints = [complaint for line in lines for complaint in line.complaints]
    return draft


class _Reader:
    """Knows what the registers hold and what the lines add to them."""

    def __init__(self, lines: list[Line], without: str) -> None:
        articles = last_articles()
        self.lines, self.without, self.draft = lines, without, Draft()
        self.bad = [line for line in lines if line.complaints or not check_cells(line, articles)]
        self.bad_acts = {line["act"] for line in self.bad if line["row"] == "act"}
        codes = {line["subject"] for line in lines}
        self.new_acts: set[str] = set()
        self.acts = {row.code: row for row in Act.objects.all()}
        self.found: dict[str, dict[str, Any]] = {
            "organisation": dict(organisations_by_code(codes)),
            "territory": dict(Territory.objects.in_bulk(codes)),
            "power": {row.code: row for row in Power.objects.all()},
            "act": self.acts,
        }
        self.standing = {_meaning(row) for row in Effect.objects.select_related(*_JOINED)}
        self.line_of: dict[str, Line] = {}

    def act(self, line: Line) -> None:
        act = _act(line)
        before = self.acts.get(act.code)
        if act.code in self.new_acts:
            line.complain("act", "twice")
        elif before is None:
            self.new_acts.add(act.code)
            self.acts[act.code] = act
            self.draft.acts.append(act)
        elif all(getattr(act, name) == getattr(before, name) for name in _SAME_ACT):
            self.draft.already += 1
        else:
            line.complain("act", "other_act")

    def effect(self, line: Line) -> None:
        act = self.acts.get(line["act"])
        if act is None and line["act"] not in self.bad_acts:
            line.say("act", line["act"], str(RULES["unknown"]))
        subject = self.found[line["about"]].get(line["subject"]) or self.newborn(line)
        if subject is None and not line.complaints and line["subject"] not in self.bad_acts:
            line.say("subject", line["subject"], str(RULES["unknown"]))
        if act is None or subject is None:
            return
        effect = _effect(line, act, subject)
        meaning = _meaning(effect)
        if meaning in self.standing and not self.without:
            self.draft.already += 1
            return
        self.line_of[effect.code] = line
        self.draft.effects.append(effect)

    def newborn(self, line: Line) -> Organisation | Power | None:
        """A body or a power that this line founds."""
        names = {name: line[name] for name in NAMES}
        if line["verb"] not in _BIRTH:
            return None
        if line["about"] == "power":
            if not all(names.values()):
                line.complain("name_kk", "names")
                return None
            power = Power(code=line["subject"], **names)
            self.draft.powers.append(power)
            self.found["power"][power.code] = power
            return power
        if line["about"] != "organisation" or not any(names.values()):
            return None
        body = Organisation(
            code=line["subject"], kind=OrganisationKind.ORGAN, source=line["source"][:300], **names
        )
        self.draft.bodies.append(body)
        self.found["organisation"][body.code] = body
        return body

    def check(self) -> None:
        """The whole ledger with these rows must be sound. A row that cannot be read is told once."""
        old = [row for row in ledger() if row.code != self.without]
        new = [engine_row(row) for row in self.draft.effects]
        shaky = {line["subject"] for line in self.lines if line.complaints}
        for again in (False, True):
            rows = [*old, *new]
            found = problems(rows, given=given(rows), exclusive=exclusive_powers())
            for problem in found:
                if not (again and {problem.effect.subject, problem.effect.key, problem.value} & shaky):
                    self.tell(problem)
            wrong = {problem.effect.code for problem in found}
            kept = [row for row in new if row.code not in wrong]
            shaky |= {row.subject for row in new if row.code in wrong}
            if len(kept) == len(new):
                return
            new = kept

    def tell(self, problem: engine.Problem) -> None:
        """A rule is broken by a new line, or by a row that stands because of one."""
        line = self.line_of.get(problem.effect.code)
        rule = str(RULES[problem.rule])
        if line is not None:
            column = "verb" if problem.field == "verb" else column_of(problem.field)
            line.say(column, problem.value or line[column], rule)
            return
        near = [one for one in self.line_of.values() if one["subject"] == problem.effect.subject]
        for line in (near or [*self.line_of.values()] or self.lines)[:1]:
            line.say("subject", problem.value or problem.effect.subject, f"{rule} ({problem.effect.code})")


_JOINED = ("act", "organisation", "power", "about_act")


def _meaning(row: Effect) -> tuple[object, ...]:
    """What a row says, whoever recorded it when: two lines that mean the same are one."""
    seen = engine_row(row)
    return (
        row.act.code, row.clause, seen.kind, seen.subject, row.verb, row.key,
        json.dumps(row.value, sort_keys=True),
        row.on, row.on_last, tuple(row.facts), row.source, row.confidence, row.verified,
    )  # fmt: skip


def _act(line: Line) -> Act:
    days = parse(line["date"])
    act = Act(
        code=line["act"],
        number=line["number"],
        kind=line["kind"],
        date=days.first,
        date_last=days.last,
        precision=days.precision,
        title_kk=line["name_kk"],
        title_ru=line["name_ru"],
        title_en=line["name_en"],
        source=line["source"],
        confidence=line["confidence"],
        verified=line["verified"] == "yes",
        facts=line["facts"].split(),
        recalled=line["recalled"].split(),
        principal=line["amending"] != "yes",
        identifiers=identifiers_in(line["identifiers"]),
    )
    set_keys(act, act.title_kk, act.title_ru, act.title_en, act.number)
    return act


def _effect(line: Line, act: Act, subject: Any) -> Effect:
    """A row with a number of its line; the ledger's own number comes when it is saved."""
    days = parse(line["date"])
    return Effect(
        code=f"+{line.number:06}",
        act=act,
        clause=line["clause"],
        verb=line["verb"],
        key=line["holder"],
        value=value_of(line),
        on=days.first,
        on_last=days.last,
        precision=days.precision,
        facts=line["facts"].split(),
        source=line["source"],
        confidence=line["confidence"],
        verified=line["verified"] == "yes",
        recorded=timezone.now(),
        **{ABOUT[line["about"]]: subject},
    )
