"""The file of statements: which are live, and a check that agreeing means the same in both files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kelisim.cli.votes.ballots import Ballots
from kelisim.cli.votes.problems import Noted
from kelisim.cli.votes.table import Table

MODERATED = {"-1": -1, "0": 0, "1": 1}
META = {"": False, "true": True, "false": False, "1": True, "0": False}


@dataclass(frozen=True)
class Statement:
    """One statement of the file; `balance` is agrees minus disagrees as the file counts them (None: not
    told)."""

    live: bool
    balance: int | None


def read_statements(path: Path, noted: Noted, *, strict: bool) -> dict[str, Statement]:
    """Statements by id. `strict`: only those expressly accepted are live."""
    table = Table.opened(path, noted)
    places = {name: table.place(name) for name in ("comment-id", "moderated")}
    for name, place in places.items():
        if place is None and table.head:
            table.wrong("missing_column", value=name)
    found: dict[str, Statement] = {}
    first: dict[str, tuple[int, tuple[object, ...]]] = {}
    if None in places.values():
        return found
    for cells in table.records():
        row = {name: cell.strip() for name, cell in zip(table.head, cells, strict=True)}
        name = row["comment-id"]
        if not name:
            table.wrong("blank_statement", column=table.head.index("comment-id") + 1)
        one = _statement(table, row, strict=strict)
        content = (one, row.get("comment-body", ""))
        line, before = first.setdefault(name, (table.line, content))
        if before != content:
            column = table.head.index("comment-id") + 1
            table.wrong("conflicting_statement", column=column, value=name, hint=str(line))
        found[name] = one
    return found


def _statement(table: Table, row: dict[str, str], *, strict: bool) -> Statement:
    moderated = row["moderated"].removesuffix(".0")
    if moderated not in MODERATED:
        _wrong(table, "bad_moderated", "moderated", row)
    meta = row.get("is-meta", "").lower()
    if meta not in META:
        _wrong(table, "bad_meta", "is-meta", row)
    least = 1 if strict else 0
    live = MODERATED.get(moderated, 0) >= least and not META.get(meta, False)
    counts = [_count(table, name, row) for name in ("agrees", "disagrees")]
    told = counts[0] is not None and counts[1] is not None
    return Statement(live=live, balance=(counts[0] or 0) - (counts[1] or 0) if told else None)


def _count(table: Table, name: str, row: dict[str, str]) -> int | None:
    if name not in row:
        return None
    if not row[name].isdecimal():
        _wrong(table, "bad_count", name, row)
        return None
    return int(row[name])


def _wrong(table: Table, code: str, name: str, row: dict[str, str]) -> None:
    table.wrong(code, column=table.head.index(name) + 1, value=row[name])


def check_sign(path: Path, noted: Noted, statements: dict[str, Statement], ballots: Ballots) -> None:
    """A problem if what the statements' file says is agreed with is disagreed with in the votes.

    The counts of that file include votes changed later, so only their direction is compared.
    """
    size = len(ballots.statements)
    sums = np.bincount(ballots.statement, weights=ballots.value, minlength=size)
    told = [
        (one.balance, sums[place])
        for name, place in ballots.statements.items()
        if (one := statements.get(name)) is not None and one.balance is not None
    ]
    pairs = np.array(told, float).reshape(-1, 2)
    spread = pairs - pairs.mean(axis=0) if len(pairs) else pairs
    if (spread[:, 0] * spread[:, 1]).sum() < 0:
        Table(path, noted).wrong("sign_reversed")
