"""Strict reading of pack files: what two readers could understand differently is refused.

YAML trap, tried: a common loader reads `no` as false, `010000000` as 2097152, `12:30` as 750, and lets a
repeated key win silently. Here a plain scalar is text, a whole number without leading zero, a decimal,
true/false or an ISO date, and nothing else.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, Protocol

import yaml

from kelisim.kernel.packs.complaints import BadPack, Complaint

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AMBIGUOUS = re.compile(
    r"~|[Nn]ull|NULL|T(rue|RUE)|F(alse|ALSE)|[-+]?\.(inf|nan)|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9]*)?"
    r"|[-+]?0[0-9_]+(\.[0-9]*)?|0x[0-9a-fA-F_]+|0o?[0-7_]+|[-+]?[0-9][0-9_]*\.?[0-9]*[eE][-+]?[0-9]+|[-+]?\.[0-9]+"
    r"|\+[0-9.]+|[0-9]+_[0-9_]*|[0-9]+\.|[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ].*",
    re.IGNORECASE,
)


class Record(dict[str, Any]):
    """A mapping that remembers the line it began on."""

    line: int = 1
    column: int = 1


class Row(dict[str, str]):
    """A line of a table that remembers where it stood."""

    line: int = 1


class _Lines(Protocol):
    """What a reader of CSV is to us: lines of cells, and the number of the line it stands in."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


def text_of(path: Path, name: str) -> str:
    """The file as text, without a byte-order mark."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise BadPack([Complaint(file=name, code="not_found")]) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BadPack([Complaint(file=name, code="not_utf8", line=line)]) from None


class _Reader:
    """Walks the nodes of one file and gathers complaints on the way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.complaints: list[Complaint] = []

    def complain(self, code: str, mark: Any, value: str = "") -> None:
        self.complaints.append(
            Complaint(file=self.name, code=code, line=mark.line + 1, column=mark.column + 1, value=value)
        )

    def refuse_tricks(self, text: str) -> None:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent) or (
                isinstance(event, yaml.NodeEvent) and (event.anchor or getattr(event, "tag", None))
            ):
                self.complain("tag", event.start_mark)

    def value(self, node: Any) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item) for item in node.value]
        return node.value if node.style else self.plain(node)

    def mapping(self, node: Any) -> Record:
        record = Record()
        record.line, record.column = node.start_mark.line + 1, node.start_mark.column + 1
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if not isinstance(key_node, yaml.ScalarNode) or key == "<<":
                self.complain("tag", key_node.start_mark)
            elif key in record:
                self.complain("repeated_key", key_node.start_mark, key)
            else:
                record[key] = self.value(value_node)
        return record

    def plain(self, node: Any) -> Any:
        text = str(node.value)
        if not text:
            self.complain("empty_value", node.start_mark)
            return ""
        if text in {"true", "false"}:
            return text == "true"
        if _WHOLE.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
        if _DAY.fullmatch(text):
            return self.day(node, text)
        if _AMBIGUOUS.fullmatch(text):
            self.complain("ambiguous", node.start_mark, text)
        return text

    def day(self, node: Any, text: str) -> date | str:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.complain("bad_date", node.start_mark, text)
            return text


def read_yaml(path: Path, name: str | None = None) -> Any:
    """The file's value: mappings are `Record`s that know their line. Raises BadPack with all complaints.

    `name` is how the file is called in complaints; its own name by default.
    """
    called = name or path.name
    text = text_of(path, called)
    reader = _Reader(called)
    try:
        reader.refuse_tricks(text)
        if reader.complaints:
            raise BadPack(reader.complaints)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise BadPack([Complaint(file=called, code="not_yaml", line=line, column=column)]) from None
    if node is None:
        raise BadPack([Complaint(file=called, code="empty_value")])
    value = reader.value(node)
    if reader.complaints:
        raise BadPack(reader.complaints)
    return value


def read_csv(path: Path, name: str | None = None, *, columns: Sequence[str] = ()) -> list[Row]:
    """The lines of a table as text, each knowing its line number. Raises BadPack with all complaints.

    With `columns` exactly these must stand in the first line, in any order.
    """
    called = name or path.name
    complaints: list[Complaint] = []
    lines = csv.reader(text_of(path, called).splitlines(keepends=True), strict=True)
    rows = list(_rows(called, lines, columns, (), complaints))
    if complaints:
        raise BadPack(complaints)
    return rows


def stream_csv(
    file: IO[bytes],
    name: str,
    complaints: list[Complaint],
    *,
    columns: Sequence[str],
    optional: Sequence[str] = (),
) -> Iterator[Row]:
    """The same line by line, for tables of any length; complaints are added to the list as they are met."""
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    lines = csv.reader(text, strict=True)
    try:
        yield from _rows(name, lines, columns, optional, complaints)
    except UnicodeDecodeError:  # decoded in blocks, so the place is known only roughly: none is named
        complaints.append(Complaint(file=name, code="not_utf8"))
    finally:
        text.detach()  # the file stays open for whoever opened it


def _rows(
    name: str,
    lines: _Lines,
    columns: Sequence[str],
    optional: Sequence[str],
    complaints: list[Complaint],
) -> Iterator[Row]:
    try:
        head = next(lines, [])
        found = _head_complaints(name, head, columns, optional)
        complaints += found
        if found and optional:
            return
        for cells in lines:
            if len(cells) != len(head):
                size = {"value": str(len(cells)), "hint": str(len(head))}
                complaints.append(Complaint(file=name, code="cell_count", line=lines.line_num, **size))
                continue
            row = Row(zip(head, cells, strict=True))
            row.line = lines.line_num
            yield row
    except csv.Error:
        complaints.append(Complaint(file=name, code="not_csv", line=lines.line_num))


def _head_complaints(
    name: str, head: list[str], columns: Sequence[str], optional: Sequence[str] = ()
) -> list[Complaint]:
    if columns and not head:
        return [Complaint(file=name, code="empty_table", hint=", ".join(columns))]
    if columns and len(head) == 1 and (mark := next((one for one in ";\t|" if one in head[0]), "")):
        return [Complaint(file=name, code="separator", value={"\t": "Tab"}.get(mark, mark))]
    repeated = sorted({column for column in head if head.count(column) > 1})
    found = [Complaint(file=name, code="repeated_column", value=column, column=column) for column in repeated]
    if columns:
        found += [
            Complaint(file=name, code="missing_column", value=column, column=column)
            for column in columns
            if column not in head
        ]
        found += [
            Complaint(file=name, code="unknown_column", value=column, column=column)
            for column in head
            if column not in columns and column not in optional
        ]
    return found
