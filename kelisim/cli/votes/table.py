"""A file with a line of column names, read record by record; no fault hides another."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kelisim.cli.votes.problems import Noted, Problem


@dataclass
class Table:
    """One open file: its column names, and a way to say where something is wrong."""

    path: Path
    noted: Noted
    head: list[str] = field(default_factory=list)
    _rows: Iterator[list[str]] = field(default_factory=lambda: iter(()))
    _line: int = 1

    @classmethod
    def opened(cls, path: Path, noted: Noted) -> Table:
        """Reads the column names; a file that cannot be read has none."""
        table = cls(path, noted)
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except OSError:
            table.wrong("not_found", value=str(path))
            return table
        except UnicodeDecodeError as error:
            table._line = error.object[: error.start].count(b"\n") + 1
            table.wrong("not_utf8")
            return table
        table._rows = table._reader(text)
        table.head = [name.strip() for name in next(table._rows, [])]
        if not any(table.head):
            table.wrong("empty_file")
            table.head = []
        seen: set[str] = set()
        for column, name in enumerate(table.head, 1):
            if name in seen:
                table.wrong("duplicate_column", column=column, value=name)
            seen.add(name)
        return table

    def records(self) -> Iterator[list[str]]:
        """Each record after the first line with as many cells as it has; blank lines are passed over."""
        for cells in self._rows:
            if not cells:
                continue
            if len(cells) != len(self.head):
                self.wrong("cell_count", value=str(len(cells)), hint=str(len(self.head)))
                continue
            yield cells

    @property
    def line(self) -> int:
        """The physical line on which the current record starts."""
        return self._line

    def place(self, *names: str) -> int | None:
        """Where the first of these columns stands; None if none does."""
        return next((self.head.index(name) for name in names if name in self.head), None)

    def wrong(self, code: str, *, column: int = 0, value: str = "", hint: str = "") -> None:
        """Notes a problem of the current record; `column` counted from 1."""
        self.noted.problems.append(self._problem(code, column, value, hint))

    def odd(self, code: str, *, column: int = 0, value: str = "", hint: str = "") -> None:
        """Notes a warning of the current record."""
        self.noted.warnings.append(self._problem(code, column, value, hint))

    def odd_at(self, line: int, code: str, *, hint: str = "") -> None:
        """Notes a warning of an earlier record."""
        self._line = line
        self.odd(code, hint=hint)

    def _problem(self, code: str, column: int, value: str, hint: str) -> Problem:
        header = self.head[column - 1] if 0 < column <= len(self.head) else ""
        return Problem(
            file=self.path.name,
            code=code,
            line=self._line,
            column=column,
            header=header,
            value=value,
            hint=hint,
        )

    def _reader(self, text: str) -> Iterator[list[str]]:
        reader = csv.reader(io.StringIO(text, newline=""))
        before = 0
        for cells in reader:
            self._line = before + 1
            yield cells
            before = reader.line_num
