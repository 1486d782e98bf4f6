"""The register of memoranda: those the pack ships and those the staff entered, with their joint plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, Q

from kelisim.apps.mediation.models import Memorandum, PlanItem
from kelisim.apps.mediation.models.memorandum import PlanState
from kelisim.engines.timeline.dates import Days, parse
from kelisim.kernel.packs.codes import text
from kelisim.kernel.packs.pack import Pack, current
from kelisim.kernel.texts.of import Text, text_of

FILE, SOURCES = "story/memoranda.yaml", "story/sources.yaml"


@dataclass(frozen=True, kw_only=True)
class Source:
    """What a record rests on: an entry of the pack's list (`number`), or a title of its own with its day."""

    title: Text
    number: int = 0
    address: str = ""
    read_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Known:
    """One memorandum. `signed` is None where no source gives the day, `until` where none gives an end."""

    code: str
    sides: Text
    purpose: Text
    wording: str
    signed: Days | None
    until: date | None
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    of_pack: bool

    def in_force(self, day: date) -> bool:
        """Whether it had begun and not ended; one without an end runs on."""
        begun = self.signed is None or self.signed.first <= day
        return begun and (self.until is None or day < self.until)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How many lines of a joint plan there are, are open, and are open past their day."""

    lines: int = 0
    open: int = 0
    late: int = 0


def memoranda() -> list[Known]:
    """All of them, the latest signature first, those without a day last; one query."""
    found = [*_of_pack(current()), *map(_of_row, Memorandum.objects.all())]
    return sorted(found, key=lambda one: one.signed.first if one.signed else date.min, reverse=True)


def memorandum(code: str) -> Known | None:
    """One by its code."""
    return next((one for one in memoranda() if one.code == code), None)


def plans(day: date) -> dict[str, Plan]:
    """The plan of every memorandum that has one; one query."""
    is_open = Q(state__in=(PlanState.PLANNED, PlanState.BEGUN))
    rows = PlanItem.objects.order_by().values("memorandum")
    counted = rows.annotate(
        lines=Count("pk"),
        open=Count("pk", filter=is_open),
        late=Count("pk", filter=is_open & Q(due_on__lt=day)),
    )
    return {
        row["memorandum"]: Plan(lines=row["lines"], open=row["open"], late=row["late"]) for row in counted
    }


def _of_row(row: Memorandum) -> Known:
    title = Text(kk=row.source_title, ru=row.source_title, en=row.source_title)
    return Known(
        code=row.code,
        sides=text_of(row, "sides"),
        purpose=text_of(row, "purpose"),
        wording=row.text,
        signed=parse(row.signed_on.isoformat()),
        until=row.until,
        facts=(),
        sources=(Source(title=title, address=row.source_address, read_on=row.read_on),),
        of_pack=False,
    )


@lru_cache(maxsize=4)
def _of_pack(pack: Pack) -> tuple[Known, ...]:
    listed = {line["id"]: line for line in pack.records(SOURCES)}
    return tuple(_of_record(line, listed) for line in pack.records(FILE))


def _of_record(line: dict[str, Any], listed: dict[str, dict[str, Any]]) -> Known:
    known = (listed[code] for code in line["sources"] if code in listed)
    return Known(
        code=line["id"],
        sides=text(line["sides"]),
        purpose=text(line["purpose"]),
        wording="",
        signed=parse(line["signed"]) if line["signed"] else None,
        until=None,
        facts=tuple(line["facts"]),
        sources=tuple(Source(title=text(one["short"]), number=int(one["number"])) for one in known),
        of_pack=True,
    )
