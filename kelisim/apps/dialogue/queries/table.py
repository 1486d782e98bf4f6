"""A table as somebody sends it, CSV: its rows by line, and every place that has to be put right."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

MOST_ROWS = 50_000
MOST_BYTES = 5_000_000
_CUT = 60
TEXTS = {
    "not_utf8": gettext_noop("The file is not written in UTF-8. Save it as CSV UTF-8."),
    "not_csv": gettext_noop("From here on the file is no CSV: a quotation mark is not closed. Close it."),
    "no_rows": gettext_noop("There are no rows. Write at least one."),
    "too_many": gettext_noop(
        "There are %(value)s rows; at most %(hint)s are taken at once. Divide the file."
    ),
    "too_large": gettext_noop("The file is larger than 5 MB. Divide it."),
    "missing_column": gettext_noop("The column “%(value)s” is missing. Add it."),
    "unknown_column": gettext_noop("The column “%(value)s” is not known. Rename it or leave it out."),
    "cell_count": gettext_noop("The row has %(value)s cells, the first line %(hint)s. Mend it."),
    "no_wording": gettext_noop("No text in any language. Write one or leave the row out."),
    "too_long": gettext_noop("%(value)s letters; at most %(hint)s fit. Say it shorter."),
    "twice": gettext_noop("The same words stand in line %(hint)s. Leave one of them out."),
    "known": gettext_noop("Statement %(hint)s says this already. Leave the row out."),
    "no_sheet": gettext_noop(
        "“%(value)s” is no sheet of this conversation: number and check letters do not fit."
    ),
    "no_statement": gettext_noop("Statement “%(value)s” is not voted on here. Look at the printed sheet."),
    "no_vote": gettext_noop("“%(value)s” is no vote. Write 1 (agree), -1 (disagree) or 0 (pass)."),
    "voted_twice": gettext_noop(
        "This sheet already answers the statement in line %(hint)s. Keep one answer."
    ),
    "entered": gettext_noop("Sheet “%(value)s” is already entered in batch %(hint)s."),
    "differs": gettext_noop(
        "Here the first entry says “%(hint)s”, the second “%(value)s”. Look at the paper."
    ),
}
VOTES = {"1": 1, "-1": -1, "0": 0}


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """One place: the physical line where its row begins, the column, and what is wrong there."""

    line: int
    column: str
    code: str
    value: str = ""
    hint: str = ""

    def __str__(self) -> str:
        told = str(_(TEXTS[self.code])) % {"value": self.value, "hint": self.hint}
        where = _("Line %(line)s, column %(column)s") if self.column else _("Line %(line)s")
        return f"{where % {'line': self.line, 'column': self.column}}: {told}"


@dataclass(kw_only=True)
class Table:
    """Reads one table and gathers what is wrong with it, all of it."""

    columns: tuple[str, ...]
    needed: tuple[str, ...] = ()
    wrong: list[Wrong] = field(default_factory=list)

    def complain(self, line: int, column: str, code: str, *, value: object = "", hint: object = "") -> None:
        """One more place."""
        told = Wrong(line=line, column=column, code=code, value=str(value)[:_CUT], hint=str(hint))
        self.wrong.append(told)

    def ordered(self) -> list[Wrong]:
        """What is wrong, line by line."""
        return sorted(self.wrong, key=lambda one: one.line)

    def rows(self, raw: bytes) -> list[tuple[int, dict[str, str]]]:
        """Line and cells of each row with as many cells as the first line; empty lines are passed over."""
        if len(raw) > MOST_BYTES:
            self.complain(1, "", "too_large")
            return []
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.complain(1, "", "not_utf8")
            return []
        found = self._rows(text)
        if not found and not self.wrong:
            self.complain(1, "", "no_rows")
        if len(found) > MOST_ROWS:
            self.complain(1, "", "too_many", value=len(found), hint=MOST_ROWS)
            return []
        return found

    def _rows(self, text: str) -> list[tuple[int, dict[str, str]]]:
        first = text.split("\n", 1)[0]
        reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",", strict=True)
        found: list[tuple[int, dict[str, str]]] = []
        begins = 1
        try:
            head = [cell.strip() for cell in next(reader, [])]
            if not self._head(head):
                return []
            begins = reader.line_num + 1
            for cells in reader:
                if len(cells) == len(head):
                    found.append((begins, dict(zip(head, map(str.strip, cells), strict=True))))
                elif cells:
                    self.complain(begins, "", "cell_count", value=len(cells), hint=len(head))
                begins = reader.line_num + 1
        except csv.Error:
            self.complain(begins, "", "not_csv")
        return found

    def _head(self, head: list[str]) -> bool:
        for column in self.needed:
            if column not in head:
                self.complain(1, column, "missing_column", value=column)
        for column in head:
            if column not in self.columns or head.count(column) > 1:
                self.complain(1, column, "unknown_column", value=column)
        return not self.wrong
