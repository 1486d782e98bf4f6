"""A file as it comes from an institution, CSV or JSON: rows of cells, every bad one named."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kelisim.apps.mediation.queries.batch import MOST_ROWS, TEXTS, Wrong

_CUT = 40
MORE_TEXTS = {
    "not_json": gettext_noop("The file is no JSON list of referrals. Write a list of objects."),
    "not_text": gettext_noop("The value is no text. Put it in quotes."),
    "no_office": gettext_noop(
        "No mediation office in “%(value)s” can take applications yet. Write the code of an office elsewhere "
        "or ask the regional coordinator."
    ),
    "closed": gettext_noop(
        "The office “%(value)s” cannot take applications yet. Leave the cell empty or ask the regional "
        "coordinator."
    ),
    "no_such_office": gettext_noop("“%(value)s” is no mediation office. Correct the code or leave it empty."),
    "other_content": gettext_noop("“%(value)s” was sent before with other content. Give it its own number."),
}


@dataclass(frozen=True, kw_only=True)
class WrongCell(Wrong):
    """One bad cell of a file of referrals."""

    @property
    def message(self) -> str:
        """The complaint in the reader's language."""
        words = {"value": self.value, "hint": self.hint}
        return _(TEXTS.get(self.code) or MORE_TEXTS[self.code]) % words


@dataclass(kw_only=True)
class Table:
    """One file being read, gathering what is wrong with it."""

    NEEDED: ClassVar[tuple[str, ...]]
    COLUMNS: ClassVar[tuple[str, ...]]

    name: str
    wrong: list[WrongCell] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)  # the columns the file has

    def complain(self, line: int, column: str, value: str, *, code: str, hint: str = "") -> None:
        cell = WrongCell(file=self.name, line=line, column=column, value=value[:_CUT], code=code, hint=hint)
        self.wrong.append(cell)

    def rows(self, raw: bytes) -> list[tuple[int, dict[str, str]]]:
        """Line and cells of each row: JSON where the file begins with a bracket, else CSV."""
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.complain(1, "", "", code="not_utf8")
            return []
        found = self._json(text) if text.lstrip()[:1] in {"[", "{"} else self._csv(text)
        if not found and not self.wrong:
            self.complain(1, "", "", code="no_rows")
        if len(found) > MOST_ROWS:
            self.complain(1, "", str(len(found)), code="too_many", hint=str(MOST_ROWS))
            return []
        return found

    def once(self, line: int, number: str) -> None:
        """A number stands in one row only."""
        if number in self.seen:
            self.complain(line, "ref", number, code="repeated", hint=str(self.seen[number]))
        self.seen.setdefault(number, line)

    def day(self, line: int, column: str, text: str) -> date | None:
        """The day of a cell; a complaint where it is none."""
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.complain(line, column, text, code="bad_date")
            return None

    def _json(self, text: str) -> list[tuple[int, dict[str, str]]]:
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            told = None
        rows = [told] if isinstance(told, dict) else told
        if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
            self.complain(1, "", "", code="not_json")
            return []
        return [(line, self._object(line, row)) for line, row in enumerate(rows, start=1)]

    def _object(self, line: int, row: dict[str, Any]) -> dict[str, str]:
        self.present |= row.keys()
        for column, value in row.items():
            if column not in self.COLUMNS:
                self.complain(line, column[:_CUT], column, code="unknown_column")
            elif not isinstance(value, str):
                self.complain(line, column, str(value), code="not_text")
        return {one: row[one].strip() if isinstance(row.get(one), str) else "" for one in self.COLUMNS}

    def _csv(self, text: str) -> list[tuple[int, dict[str, str]]]:
        first = text.split("\n", 1)[0]
        reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",", strict=True)
        found: list[tuple[int, dict[str, str]]] = []
        try:
            head = [cell.strip() for cell in next(reader, [])]
            if not self._head(head):
                return []
            self.present |= set(head)
            for cells in reader:
                if len(cells) == len(head):
                    row = dict(zip(head, map(str.strip, cells), strict=True))
                    found.append((reader.line_num, {one: row.get(one, "") for one in self.COLUMNS}))
                elif cells:
                    size = str(len(cells))
                    self.complain(reader.line_num, "", size, code="cell_count", hint=str(len(head)))
        except csv.Error:
            self.complain(reader.line_num, "", "", code="not_csv")
        return found

    def _head(self, head: list[str]) -> bool:
        for column in self.NEEDED:
            if column not in head:
                self.complain(1, column, column, code="missing_column")
        for column in head:
            if column not in self.COLUMNS:
                self.complain(1, column, column, code="unknown_column")
        return not self.wrong
