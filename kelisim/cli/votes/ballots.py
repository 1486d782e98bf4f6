"""The votes of a file, in either of its two forms."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from pathlib import Path

from kelisim.cli.votes.problems import Noted
from kelisim.cli.votes.table import Table

KNOWN = ("participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
PERSON, STATEMENT = ("voter-id", "participant"), ("comment-id", "statement")
VOTES = {"1": 1, "0": 0, "-1": -1, "1.0": 1, "0.0": 0, "-1.0": -1}


@dataclass
class Ballots:
    """Votes in the order they count (the last of a pair wins), with people and statements as the file names
    them."""

    people: dict[str, int] = field(default_factory=dict)
    statements: dict[str, int] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)  # of each person who has one
    person: array[int] = field(default_factory=lambda: array("i"))
    statement: array[int] = field(default_factory=lambda: array("i"))
    value: array[int] = field(default_factory=lambda: array("b"))

    def add(self, person: int, statement: int, value: int) -> None:
        """One vote."""
        self.person.append(person)
        self.statement.append(statement)
        self.value.append(value)


def read_ballots(path: Path, noted: Noted, *, agree: int, groups: bool) -> Ballots:
    """A table of votes or a list of votes, told apart by the column names alone."""
    table = Table.opened(path, noted)
    found = Ballots()
    if not table.head:
        return found
    person, statement, vote = table.place(*PERSON), table.place(*STATEMENT), table.place("vote")
    if person is not None and statement is not None and vote is not None:
        _read_list(table, found, (person, statement, vote), agree)
        if groups:
            table.wrong("no_group_column")
    elif "participant" in table.head:
        _read_table(table, found, agree, groups=groups)
    else:
        _complain_of_head(table)
    return found


def _complain_of_head(table: Table) -> None:
    if all(_number(name) or not name for name in table.head):
        table.wrong("no_header")
        return
    pairs = (("participant", PERSON), ("statement", STATEMENT), ("vote", ("vote",)))
    missing = [name for name, names in pairs if table.place(*names) is None]
    table.wrong("unknown_format", value=", ".join(missing))


def _read_table(table: Table, found: Ballots, agree: int, *, groups: bool) -> None:
    columns = _statement_columns(table)
    found.statements = {name: number for number, (_place, name) in enumerate(columns)}
    group = table.place("group-id")
    if groups and group is None:
        table.wrong("no_group_column")
    lines: dict[str, int] = {}
    owner = table.head.index("participant")
    for cells in table.records():
        name = cells[owner].strip()
        _check_person(table, owner, name, lines)
        person = found.people.setdefault(name, len(found.people))
        if group is not None and (mark := _group(table, group, cells[group].strip())):
            found.groups[person] = mark
        for place, title in columns:
            if cell := cells[place].strip():
                _vote(table, found, (person, found.statements[title]), (place, cell, agree))
    if groups and group is not None and not found.groups:
        table.wrong("no_groups", column=group + 1)


def _statement_columns(table: Table) -> list[tuple[int, str]]:
    """Where each statement stands; a column that is neither known nor a statement's is named."""
    columns = [(place, name) for place, name in enumerate(table.head) if name.isdecimal()]
    for place, name in enumerate(table.head):
        if name not in KNOWN and not name.isdecimal():
            table.odd("ignored_column", column=place + 1, value=name)
    if not columns:
        table.wrong("no_statement_column")
    return columns


def _check_person(table: Table, place: int, name: str, lines: dict[str, int]) -> None:
    if not name:
        table.wrong("blank_participant", column=place + 1)
    elif name in lines:
        table.wrong("duplicate_participant", column=place + 1, value=name, hint=str(lines[name]))
    else:
        lines[name] = table.line


def _group(table: Table, place: int, mark: str) -> str:
    """A group's number as a word; nothing where it is blank or bad."""
    whole = mark.removesuffix(".0")
    if not mark or whole.removeprefix("-").isdecimal():
        return str(int(whole)) if mark else ""
    table.wrong("bad_group", column=place + 1, value=mark)
    return ""


def _vote(table: Table, found: Ballots, pair: tuple[int, int], told: tuple[int, str, int]) -> None:
    place, cell, agree = told
    if cell in VOTES:
        found.add(*pair, VOTES[cell] * agree)
    else:
        table.wrong("bad_vote", column=place + 1, value=cell)


def _read_list(table: Table, found: Ballots, places: tuple[int, int, int], agree: int) -> None:
    clock = table.place("timestamp")
    read = Ballots()
    times: list[float] = []
    lines = array("l")
    for cells in table.records():
        person, statement, cell = (cells[place].strip() for place in places)
        for place, name, code in (
            (places[0], person, "blank_participant"),
            (places[1], statement, "blank_statement"),
        ):
            if not name:
                table.wrong(code, column=place + 1)
        at = 0.0 if clock is None else _time(table, clock, cells[clock].strip())
        pair = (
            found.people.setdefault(person, len(found.people)),
            found.statements.setdefault(statement, len(found.statements)),
        )
        before = len(read.value)
        _vote(table, read, pair, (places[2], cell, agree))
        if len(read.value) > before:
            times.append(at)
            lines.append(table.line)
    order = sorted(range(len(times)), key=times.__getitem__)
    _warn_of_same_time(table, read, order, (times, lines))
    for at_place in order:
        found.add(read.person[at_place], read.statement[at_place], read.value[at_place])


def _warn_of_same_time(
    table: Table, read: Ballots, order: list[int], told: tuple[list[float], array[int]]
) -> None:
    """The only place where the order of lines can matter is named, with both lines."""
    times, lines = told
    last: dict[tuple[int, int], int] = {}
    for at in order:
        pair = (read.person[at], read.statement[at])
        before = last.get(pair)
        if before is not None and times[before] == times[at] and read.value[before] != read.value[at]:
            table.odd_at(lines[at], "same_time", hint=str(lines[before]))
        last[pair] = at


def _time(table: Table, place: int, cell: str) -> float:
    if _number(cell):
        return float(cell)
    table.wrong("bad_timestamp", column=place + 1, value=cell)
    return 0.0


def _number(cell: str) -> bool:
    try:
        return abs(float(cell)) < float("inf")
    except ValueError:
        return False
