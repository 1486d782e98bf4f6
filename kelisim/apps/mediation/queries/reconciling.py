"""The two ledgers of a quarter laid beside each other, row by row (docs/method/referrals.md)."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from hashlib import sha256
from typing import Any

from django.db.models import Q
from django.utils import timezone

from kelisim.apps.mediation.models import Referral
from kelisim.apps.mediation.queries.referral_table import Table, WrongCell
from kelisim.apps.mediation.queries.referrals import statuses
from kelisim.apps.registry.public import Organisation

DAYS = ("deadline", "received_on", "accepted_on", "started_on", "ended_on")
COMPARED = ("memorandum", "stage", "territory", "topic", "status", "ground", *DAYS)
_MOST = {"ref": 60, **dict.fromkeys(COMPARED, 80)}
_NAME = re.compile(r"(\d{4})-Q([1-4])")


class Kind(StrEnum):
    """What became of a row."""

    MATCHED = "matched"
    DIFFERS = "differs"
    OURS = "ours"  # only with us
    THEIRS = "theirs"  # only with them
    ELSEWHERE = "elsewhere"  # known to us, but received in another quarter


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a year; `until` is the day after them."""

    since: date

    @property
    def until(self) -> date:
        """The first day after it."""
        year, month = divmod(self.since.year * 12 + self.since.month - 1 + 3, 12)
        return date(year, month + 1, 1)

    @property
    def number(self) -> int:
        """1 to 4."""
        return (self.since.month + 2) // 3

    def __str__(self) -> str:
        return f"{self.since.year}-Q{self.number}"


@dataclass(frozen=True, kw_only=True)
class TheirLedger:
    """An institution's list as read. With anything in `wrong`, `rows` is not to be used."""

    rows: dict[str, dict[str, str]]  # number: the columns it has
    wrong: list[WrongCell]


def quarter_of(day: date) -> Quarter:
    """The quarter a day lies in."""
    return Quarter(date(day.year, (day.month - 1) // 3 * 3 + 1, 1))


def read_quarter(text: str) -> Quarter | None:
    """From "2026-Q3"; None if it is none."""
    found = _NAME.fullmatch(text)
    if not found or not 1 < int(found[1]) < 9999:
        return None
    return Quarter(date(int(found[1]), int(found[2]) * 3 - 2, 1))


def past_quarters(day: date, most: int = 8) -> list[Quarter]:
    """The last ones that are over, newest first."""
    month = quarter_of(day).since.year * 12 + quarter_of(day).since.month - 1
    starts = [divmod(month - 3 * back, 12) for back in range(1, most + 1)]
    return [Quarter(date(year, at + 1, 1)) for year, at in starts]


class _Ledger(Table):
    """One list being read; only its number is needed, and contacts have no column."""

    NEEDED = ("ref",)
    COLUMNS = ("ref", *COMPARED)


def read_ledger(raw: bytes, *, name: str = "") -> TheirLedger:
    """Reads a list, CSV or JSON."""
    table = _Ledger(name=name)
    rows = {}
    for line, cells in table.rows(raw):
        _check(table, line, cells)
        rows[cells["ref"]] = {one: cells[one] for one in COMPARED if one in table.present}
    return TheirLedger(rows=rows, wrong=table.wrong)


def _check(table: Table, line: int, cells: dict[str, str]) -> None:
    if not cells["ref"]:
        table.complain(line, "ref", "", code="empty")
    table.once(line, cells["ref"])
    for column, most in _MOST.items():
        if len(cells[column]) > most:
            table.complain(line, column, cells[column][:1] + "…", code="too_long", hint=str(most))
    for column in DAYS:
        table.day(line, column, cells[column])


def compare(institution: Organisation, quarter: Quarter, told: TheirLedger) -> list[dict[str, Any]]:
    """Every number of either ledger, in the order of numbers; only columns of their list are compared."""
    begins, ends = (_midnight(day) for day in (quarter.since, quarter.until))
    within = Q(received_at__gte=begins, received_at__lt=ends)
    rows = Referral.objects.filter(within | Q(ref__in=list(told.rows)), institution=institution)
    ours = {one.ref: one for one in rows.select_related("case")}
    return [
        _line(ref, ours.get(ref), told.rows.get(ref), quarter)
        for ref in sorted(ours.keys() | told.rows.keys())
    ]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _line(ref: str, ours: Referral | None, theirs: dict[str, str] | None, quarter: Quarter) -> dict[str, Any]:
    if ours is None or theirs is None:
        return {"ref": ref, "kind": Kind.THEIRS if ours is None else Kind.OURS, "fields": {}}
    known = _values(ours)
    fields = {name: [known[name], said] for name, said in theirs.items() if said != known[name]}
    kind = Kind.DIFFERS if fields else Kind.MATCHED
    if not quarter.since <= timezone.localdate(ours.received_at) < quarter.until:
        kind = Kind.ELSEWHERE
        fields["received_on"] = [known["received_on"], theirs.get("received_on", "")]
    return {"ref": ref, "kind": kind, "fields": fields}


def _values(one: Referral) -> dict[str, str]:
    deadline = one.deadline.isoformat() if one.deadline else ""
    clear = {"memorandum": one.memorandum, "stage": one.stage, "topic": one.topic, "deadline": deadline}
    told = {name: value or "" for name, value in statuses(one).items()}
    return {**told, **clear, "territory": str(one.territory_id)}


def digest_of(lines: list[dict[str, Any]]) -> str:
    """By which both sides name the comparison they confirm."""
    return sha256(json.dumps(lines, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def counted(lines: list[dict[str, Any]]) -> dict[str, int]:
    """How many rows of each kind; every kind is named."""
    found = Counter(line["kind"] for line in lines)
    return {kind.value: found[kind.value] for kind in Kind}
