"""One table of the allotment being read: its rows, and everything that is wrong with its cells."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_LANGUAGE = re.compile(r"[a-z]{2}")
# Two-letter codes people write for a language that are those of a country.
_COUNTRY_FOR_LANGUAGE = {"kz": "kk", "ua": "uk", "kr": "ko", "cn": "zh", "kg": "ky", "tj": "tg", "by": "be"}

TEXTS = {
    "not_found": gettext_noop("The file “%(value)s” cannot be read. Check its path."),
    "not_utf8": gettext_noop("The file is not UTF-8 text. Save it again as UTF-8."),
    "missing_column": gettext_noop("The column “%(value)s” is missing from the first line. Add it."),
    "cell_count": gettext_noop("The line has %(value)s cells, more or fewer than the first line. Mend it."),
    "empty": gettext_noop("The cell is empty. Fill it in."),
    "duplicate_id": gettext_noop("The id “%(value)s” already stands in line %(hint)s. Give each its own."),
    "bad_date": gettext_noop("“%(value)s” is no day of the calendar. Write year-month-day."),
    "unknown_territory": gettext_noop("The territory “%(value)s” is not known. Write its KATO code."),
    "half_point": gettext_noop("Only one of lat and lon is given. Give both or neither."),
    "bad_number": gettext_noop("“%(value)s” is not a number that fits here. Write %(hint)s."),
    "bad_language": gettext_noop(
        "“%(value)s” is not a two-letter language code of ISO 639-1. Write “%(hint)s”."
    ),
}


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """One bad cell."""

    file: str
    line: int
    column: str
    value: str
    code: str
    hint: str = ""

    @property
    def message(self) -> str:
        """The complaint in the reader's language."""
        return _(TEXTS[self.code]) % {"value": self.value[:40], "hint": self.hint}

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"

    def as_json(self) -> dict[str, str | int]:
        """The shape of the contract."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "value": self.value[:40],
            "code": self.code,
            "message": self.message,
        }


@dataclass
class Table:
    """One file being read, gathering what is wrong."""

    path: Path
    wrong: list[Wrong] = field(default_factory=list)
    sha256: str = ""

    def complain(self, line: int, column: str, value: str, *, code: str, hint: str = "") -> None:
        """Notes one bad cell and reads on."""
        wrong = Wrong(file=self.path.name, line=line, column=column, value=value, code=code, hint=hint)
        self.wrong.append(wrong)

    def rows(self, columns: tuple[str, ...], *, key: str = "id") -> Iterator[tuple[int, dict[str, str]]]:
        """Each line with its number; a missing column ends the reading."""
        try:
            raw = self.path.read_bytes()
            text = raw.decode("utf-8-sig")
        except OSError:
            return self.complain(1, "", str(self.path), code="not_found")
        except UnicodeDecodeError:
            return self.complain(1, "", "", code="not_utf8")
        self.sha256 = hashlib.sha256(raw).hexdigest()
        reader = csv.reader(io.StringIO(text))
        head = [name.strip() for name in next(reader, [])]
        missing = [name for name in columns if name not in head]
        for name in missing:
            self.complain(1, name, name, code="missing_column")
        if missing:
            return None
        seen: dict[str, int] = {}
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(head):
                self.complain(reader.line_num, "", str(len(cells)), code="cell_count")
                continue
            row = {name: cell.strip() for name, cell in zip(head, cells, strict=True)}
            self._check_key(reader.line_num, key, row[key], seen=seen)
            yield reader.line_num, row
        return None

    def _check_key(self, line: int, column: str, name: str, *, seen: dict[str, int]) -> None:
        if not name:
            self.complain(line, column, name, code="empty")
        elif name in seen:
            self.complain(line, column, name, code="duplicate_id", hint=str(seen[name]))
        else:
            seen[name] = line

    def degrees(self, line: int, column: str, text: str, *, limit: int) -> float:
        """A latitude or longitude; 0 where it is none, which is then complained of."""
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if abs(value) <= limit:
            return value
        self.complain(line, column, text, code="bad_number", hint=f"-{limit} … {limit}")
        return 0.0

    def language(self, line: int, column: str, code: str) -> str:
        """A two-letter language code; a country's code is named as the mistake it is."""
        if code in _COUNTRY_FOR_LANGUAGE or not _LANGUAGE.fullmatch(code):
            hint = _COUNTRY_FOR_LANGUAGE.get(code, "kk")
            self.complain(line, column, code, code="bad_language", hint=hint)
        return code

    def day(self, line: int, text: str) -> dt.date:
        """The ISO day of a case."""
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            self.complain(line, "date", text, code="bad_date")
            return dt.date.min

    def whole(self, line: int, column: str, text: str) -> int:
        """A whole number of zero or more."""
        if text.isdecimal():
            return int(text)
        self.complain(line, column, text, code="bad_number", hint="0, 1, 2 …")
        return 0
