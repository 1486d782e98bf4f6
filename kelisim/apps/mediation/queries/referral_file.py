"""Referrals as a file, CSV or JSON: every row read, every bad cell named with line, column, value, reason."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone

from kelisim.apps.mediation.models import Referral
from kelisim.apps.mediation.queries.memoranda import memoranda
from kelisim.apps.mediation.queries.receiving import receiving_offices
from kelisim.apps.mediation.queries.referral_table import Table, WrongCell
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


@dataclass(kw_only=True)
class _Reading(Table):
    """One file of referrals being read."""

    NEEDED = NEEDED
    COLUMNS = COLUMNS

    institution: Organisation
    memoranda: list[str] = field(default_factory=list)

    def lines(self, raw: bytes) -> list[Line]:
        found = self.rows(raw)
        self.memoranda = [one.code for one in memoranda()]
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

    def _line(self, line: int, cells: dict[str, str], place: Territory | None, desks: _Desks) -> Line | None:
        for column in NEEDED:
            if not cells[column]:
                self.complain(line, column, "", code="empty")
        self.once(line, cells["ref"])
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
        lists = {
            "memorandum": self.memoranda,
            "stage": [one.code for one in codes("stages")],
            "topic": [one.code for one in codes("topics")],
        }
        for column, known in lists.items():
            if cells[column] and cells[column] not in known:
                self.complain(line, column, cells[column], code="unknown_code", hint=", ".join(known))
        spoken = [code for code, _name in settings.LANGUAGES]
        if not set(cells["languages"].split()) <= set(spoken):
            self.complain(line, "languages", cells["languages"], code="unknown_code", hint=", ".join(spoken))

    def _day(self, line: int, column: str, text: str) -> None:
        day = self.day(line, column, text)
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
                known = cells["office"] in desks.known
                self.complain(line, "office", cells["office"], code="closed" if known else "no_such_office")
            return found
        found = desks.near(place)
        if found is None:
            self.complain(line, "territory", cells["territory"], code="no_office")
        return found


class _Desks:
    """The offices that can take an application, fetched once a file; `known`: the codes of all."""

    def __init__(self) -> None:
        self.rows = receiving_offices()
        self.known = {one.code for one in offices()}

    def named(self, code: str) -> Organisation | None:
        """The office of this code."""
        return next((one for one in self.rows if one.code == code), None)

    def near(self, place: Territory) -> Organisation | None:
        """The first in the place itself, else the first in its region."""
        region = region_of(place)
        own = (one for one in self.rows if one.territory_id == place.code)
        around = (one for one in self.rows if region and (one.territory_id or "")[:2] == region.code[:2])
        return next(own, None) or next(around, None)
