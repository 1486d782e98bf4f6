"""A clerk's batch of paper applications as a table: every row read, every bad cell named."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kelisim.kernel.packs.codes import codes
from kelisim.kernel.places.models import Territory
from kelisim.kernel.places.queries import prefix

COLUMNS = (
    "ref", "received_on", "channel", "language", "territory", "topic", "applicant_kind", "applicant_name",
    "applicant_phone", "other_kind", "other_name", "other_phone", "essence", "stage", "referral_no",
)  # fmt: skip
MOST_ROWS = 5000
LONGEST = 4000
_CUT = 40
_LISTS = {
    "channel": "channels",
    "topic": "topics",
    "applicant_kind": "side_kinds",
    "other_kind": "side_kinds",
    "stage": "stages",
}
_NEEDED = (
    "ref",
    "received_on",
    "language",
    "territory",
    "topic",
    "applicant_name",
    "applicant_phone",
    "essence",
)

TEXTS = {
    "not_utf8": gettext_noop("The file is not UTF-8 text. Save it again as UTF-8."),
    "no_rows": gettext_noop("The file holds no row. Add at least one application under the first line."),
    "too_many": gettext_noop("The file has %(value)s rows; %(hint)s fit. Split it into several files."),
    "missing_column": gettext_noop("The column “%(value)s” is missing from the first line. Add it."),
    "unknown_column": gettext_noop("The column “%(value)s” is not known here. Remove or rename it."),
    "cell_count": gettext_noop("The line has %(value)s cells where the first line has %(hint)s. Mend it."),
    "not_csv": gettext_noop("The quotes of this line do not close. Mend them."),
    "empty": gettext_noop("The cell is empty. Fill it in."),
    "repeated": gettext_noop("“%(value)s” already stands in line %(hint)s. Give each row its own."),
    "bad_date": gettext_noop("“%(value)s” is no day of the calendar. Write year-month-day."),
    "future": gettext_noop("“%(value)s” is still to come. Write the day the paper was received."),
    "unknown_code": gettext_noop("“%(value)s” is not on the list. Write one of: %(hint)s."),
    "unknown_territory": gettext_noop("The territory “%(value)s” is not known. Write its KATO code."),
    "elsewhere": gettext_noop("The territory “%(value)s” lies outside the office's region. Send it there."),
    "too_long": gettext_noop("The text has more than %(hint)s characters. Shorten it."),
    "name_or_unknown": gettext_noop(
        "The name is empty. Write it, or “unknown” as the kind of the other side."
    ),
}


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """One bad cell: where, what stands there (cut), why."""

    file: str
    line: int
    column: str
    value: str
    code: str
    hint: str = ""

    @property
    def message(self) -> str:
        """The complaint in the reader's language: what is wrong and what to do."""
        return _(TEXTS[self.code]) % {"value": self.value, "hint": self.hint}

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"

    def as_json(self) -> dict[str, str | int]:
        """The same for a machine."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "code": self.code,
            "message": self.message,
        }


@dataclass(frozen=True, kw_only=True)
class Row:
    """One application as it stands in the file. It never prints what was typed."""

    line: int
    ref: str
    cells: dict[str, str] = field(repr=False)
    received_on: date


@dataclass(frozen=True, kw_only=True)
class Batch:
    """The file as read. With anything in `wrong`, `rows` is not to be used. `digest` names the file."""

    digest: str
    rows: list[Row]
    wrong: list[Wrong]


def read_batch(raw: bytes, *, region: str, name: str = "") -> Batch:
    """Reads a batch: UTF-8, comma or semicolon. `region`: the leading digits of the office's region;
    `name`: what the file is called in complaints."""
    reading = _Reading(region=region, name=name)
    rows = reading.rows(raw)
    return Batch(digest=hashlib.sha256(raw).hexdigest(), rows=rows, wrong=reading.wrong)


@dataclass
class _Reading:
    """One file being read, gathering what is wrong with it."""

    region: str
    name: str
    wrong: list[Wrong] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def complain(self, line: int, column: str, value: str, *, code: str, hint: str = "") -> None:
        wrong = Wrong(file=self.name, line=line, column=column, value=value[:_CUT], code=code, hint=hint)
        self.wrong.append(wrong)

    def rows(self, raw: bytes) -> list[Row]:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.complain(1, "", "", code="not_utf8")
            return []
        first = text.split("\n", 1)[0]
        reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",", strict=True)
        found: list[tuple[int, dict[str, str]]] = []
        try:
            head = [cell.strip() for cell in next(reader, [])]
            if not self._head(head):
                return []
            for cells in reader:
                if len(cells) == len(head):
                    found.append((reader.line_num, dict(zip(head, map(str.strip, cells), strict=True))))
                elif cells:
                    size = str(len(cells))
                    self.complain(reader.line_num, "", size, code="cell_count", hint=str(len(head)))
        except csv.Error:
            self.complain(reader.line_num, "", "", code="not_csv")
        return self._checked(found)

    def _head(self, head: list[str]) -> bool:
        for column in COLUMNS:
            if column not in head:
                self.complain(1, column, column, code="missing_column")
        for column in head:
            if column not in COLUMNS:
                self.complain(1, column, column, code="unknown_column")
        return not self.wrong

    def _checked(self, found: list[tuple[int, dict[str, str]]]) -> list[Row]:
        if not found and not self.wrong:
            self.complain(1, "", "", code="no_rows")
        if len(found) > MOST_ROWS:
            self.complain(1, "", str(len(found)), code="too_many", hint=str(MOST_ROWS))
            return []
        wanted = {cells["territory"] for _line, cells in found}
        places = set(Territory.objects.filter(code__in=wanted).values_list("code", flat=True))
        return [self.row(line, cells, places) for line, cells in found]

    def row(self, line: int, cells: dict[str, str], places: set[str]) -> Row:
        """One row, every cell looked at."""
        for column in _NEEDED:
            if not cells[column]:
                self.complain(line, column, "", code="empty")
        if cells["ref"] in self.seen:
            self.complain(line, "ref", cells["ref"], code="repeated", hint=str(self.seen[cells["ref"]]))
        elif cells["ref"]:
            self.seen[cells["ref"]] = line
        self._codes(line, cells)
        self._place(line, cells["territory"], places)
        if len(cells["essence"]) > LONGEST:
            self.complain(line, "essence", cells["essence"][:1] + "…", code="too_long", hint=str(LONGEST))
        if not cells["other_name"] and cells["other_kind"] != "unknown":
            self.complain(line, "other_name", "", code="name_or_unknown")
        return Row(
            line=line, ref=cells["ref"], cells=cells, received_on=self._day(line, cells["received_on"])
        )

    def _codes(self, line: int, cells: dict[str, str]) -> None:
        allowed = {column: [one.code for one in codes(group)] for column, group in _LISTS.items()}
        allowed["language"] = [code for code, _name in settings.LANGUAGES]
        for column, known in allowed.items():
            if cells[column] and cells[column] not in known:
                self.complain(line, column, cells[column], code="unknown_code", hint=", ".join(known))

    def _place(self, line: int, code: str, places: set[str]) -> None:
        if code and code not in places:
            self.complain(line, "territory", code, code="unknown_territory")
        elif code and not code.startswith(self.region):
            self.complain(line, "territory", code, code="elsewhere")

    def _day(self, line: int, text: str) -> date:
        today = timezone.localdate()
        try:
            day = date.fromisoformat(text)
        except ValueError:
            if text:
                self.complain(line, "received_on", text, code="bad_date")
            return today
        if day > today:
            self.complain(line, "received_on", text, code="future")
        return day


def check_cells(cells: Mapping[str, str], *, region: str) -> list[Wrong]:
    """What is wrong with one row that was typed: the same checks as for a file."""
    reading = _Reading(region=region, name="")
    row = {column: str(cells.get(column, "")) for column in COLUMNS}
    places = set(Territory.objects.filter(code=row["territory"]).values_list("code", flat=True))
    reading.row(1, row, places)
    return reading.wrong


def region_of_office(territory: Territory | None) -> str:
    """The leading digits of the office's region; empty for an office of the whole country."""
    return prefix(territory)[:2] if territory else ""
