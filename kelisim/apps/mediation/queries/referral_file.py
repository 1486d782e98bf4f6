"""Referrals as a file, CSV or JSON: every row read, every bad cell named with line, column, value, reason."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kelisim.apps.mediation.models import Referral
from kelisim.apps.mediation.queries.batch import MOST_ROWS, TEXTS, Wrong
from kelisim.apps.registry.public import Organisation, offices
from kelisim.kernel.packs.codes import codes
from kelisim.kernel.places.models import Territory
from kelisim.kernel.places.queries import region_of
from kelisim.kernel.seal import service

NEEDED = (
    "ref",
    "memorandum",
    "stage",
    "territory",
    "topic",
    "languages",
    "applicant_name",
    "applicant_phone",
)
COLUMNS = (*NEEDED, "office", "deadline", "other_name", "other_phone", "commission_stage", "decided_on")
LENGTHS = {"ref": 60, "memorandum": 80, "commission_stage": 40, "applicant_name": 200, "other_name": 200}
PHONES = {"applicant_phone": 30, "other_phone": 30}
_CUT = 40
_MORE_TEXTS = {
    "not_json": gettext_noop("The file is no JSON list of referrals. Write a list of objects."),
    "not_text": gettext_noop("The value is no text. Put it in quotes."),
    "no_office": gettext_noop("No mediation office works in “%(value)s”. Write the code of an office."),
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
        return _(TEXTS.get(self.code) or _MORE_TEXTS[self.code]) % words


@dataclass(frozen=True, kw_only=True)
class Line:
    """One referral as it stands in the file. It never prints what was typed."""

    line: int
    cells: dict[str, str] = field(repr=False)
    office: Organisation
    content_hash: str


@dataclass(frozen=True, kw_only=True)
class ReferralFile:
    """The file as read. With anything in `wrong`, `lines` is not to be used."""

    lines: list[Line]
    wrong: list[WrongCell]


def read_referrals(raw: bytes, *, institution: Organisation, name: str = "") -> ReferralFile:
    """Reads a file: JSON where it begins with a bracket, else CSV with comma or semicolon."""
    reading = _Reading(institution=institution, name=name)
    lines = reading.lines(raw)
    return ReferralFile(lines=lines, wrong=reading.wrong)


@dataclass
class _Reading:
    """One file being read, gathering what is wrong with it."""

    institution: Organisation
    name: str
    wrong: list[WrongCell] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def complain(self, line: int, column: str, value: str, *, code: str, hint: str = "") -> None:
        cell = WrongCell(file=self.name, line=line, column=column, value=value[:_CUT], code=code, hint=hint)
        self.wrong.append(cell)

    def lines(self, raw: bytes) -> list[Line]:
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
        places = Territory.objects.in_bulk({cells["territory"] for _line, cells in found})
        desks = _Desks()
        before = dict(
            Referral.objects.filter(
                institution=self.institution, ref__in=[cells["ref"] for _line, cells in found]
            ).values_list("ref", "content_hash")
        )
        told = [self._line(line, cells, places.get(cells["territory"]), desks) for line, cells in found]
        for one in told:
            if one and before.get(one.cells["ref"], one.content_hash) != one.content_hash:
                self.complain(one.line, "ref", one.cells["ref"], code="other_content")
        return [one for one in told if one]

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
        for column, value in row.items():
            if column not in COLUMNS:
                self.complain(line, column[:_CUT], column, code="unknown_column")
            elif not isinstance(value, str):
                self.complain(line, column, str(value), code="not_text")
        return {one: row[one].strip() if isinstance(row.get(one), str) else "" for one in COLUMNS}

    def _csv(self, text: str) -> list[tuple[int, dict[str, str]]]:
        first = text.split("\n", 1)[0]
        reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",", strict=True)
        found: list[tuple[int, dict[str, str]]] = []
        try:
            head = [cell.strip() for cell in next(reader, [])]
            if not self._head(head):
                return []
            for cells in reader:
                if len(cells) == len(head):
                    row = dict(zip(head, map(str.strip, cells), strict=True))
                    found.append((reader.line_num, {one: row.get(one, "") for one in COLUMNS}))
                elif cells:
                    size = str(len(cells))
                    self.complain(reader.line_num, "", size, code="cell_count", hint=str(len(head)))
        except csv.Error:
            self.complain(reader.line_num, "", "", code="not_csv")
        return found

    def _head(self, head: list[str]) -> bool:
        for column in NEEDED:
            if column not in head:
                self.complain(1, column, column, code="missing_column")
        for column in head:
            if column not in COLUMNS:
                self.complain(1, column, column, code="unknown_column")
        return not self.wrong

    def _line(self, line: int, cells: dict[str, str], place: Territory | None, desks: _Desks) -> Line | None:
        for column in NEEDED:
            if not cells[column]:
                self.complain(line, column, "", code="empty")
        if cells["ref"] in self.seen:
            self.complain(line, "ref", cells["ref"], code="repeated", hint=str(self.seen[cells["ref"]]))
        self.seen.setdefault(cells["ref"], line)
        self._codes(line, cells)
        for column, most in (LENGTHS | PHONES).items():
            if len(cells[column]) > most:
                self.complain(line, column, cells[column][:1] + "…", code="too_long", hint=str(most))
        for column in ("deadline", "decided_on"):
            self._day(line, column, cells[column])
        office = self._office(line, cells, place, desks)
        text = json.dumps([cells[one] for one in COLUMNS], ensure_ascii=False)
        digest = service.keyed_hash("referral", f"{self.institution.code}:{text}")
        return Line(line=line, cells=cells, office=office, content_hash=digest) if office else None

    def _codes(self, line: int, cells: dict[str, str]) -> None:
        for column, group in (("stage", "stages"), ("topic", "topics")):
            known = [one.code for one in codes(group)]
            if cells[column] and cells[column] not in known:
                self.complain(line, column, cells[column], code="unknown_code", hint=", ".join(known))
        spoken = [code for code, _name in settings.LANGUAGES]
        if not set(cells["languages"].split()) <= set(spoken):
            self.complain(line, "languages", cells["languages"], code="unknown_code", hint=", ".join(spoken))

    def _day(self, line: int, column: str, text: str) -> None:
        try:
            day = date.fromisoformat(text) if text else None
        except ValueError:
            self.complain(line, column, text, code="bad_date")
            return
        if column == "decided_on" and day and day > timezone.localdate():
            self.complain(line, column, text, code="future")

    def _office(
        self, line: int, cells: dict[str, str], place: Territory | None, desks: _Desks
    ) -> Organisation | None:
        if not cells["territory"]:
            return None
        if place is None:
            self.complain(line, "territory", cells["territory"], code="unknown_territory")
            return None
        if cells["office"]:
            found = desks.named(cells["office"])
            if found is None:
                self.complain(line, "office", cells["office"], code="no_such_office")
            return found
        found = desks.near(place)
        if found is None:
            self.complain(line, "territory", cells["territory"], code="no_office")
        return found


class _Desks:
    """The offices, fetched once a file."""

    def __init__(self) -> None:
        self.rows = list(offices())

    def named(self, code: str) -> Organisation | None:
        """The office of this code."""
        return next((one for one in self.rows if one.code == code), None)

    def near(self, place: Territory) -> Organisation | None:
        """The first in the place itself, else the first in its region."""
        region = region_of(place)
        own = (one for one in self.rows if one.territory_id == place.code)
        around = (one for one in self.rows if region and (one.territory_id or "")[:2] == region.code[:2])
        return next(own, None) or next(around, None)
