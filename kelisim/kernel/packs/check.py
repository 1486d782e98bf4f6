"""Checks a pack and counts what it carries: every file, every value's source, every fact, every page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.urls import Resolver404, resolve
from django.utils.translation import override

from kelisim.kernel.packs.complaints import BadPack, Complaint
from kelisim.kernel.packs.dated import dated_values
from kelisim.kernel.packs.pack import MANIFEST, Listed, Pack, open_pack
from kelisim.kernel.packs.read import Record

SEED = "seed.yaml"
NAMES = ("id", "code", "key", "number")


@dataclass(frozen=True, kw_only=True)
class Carrier:
    """A record that carries a fact or shows an inconsistency, and the address where a reader sees it."""

    record: str
    page: str
    line: int = field(default=1, compare=False)


@dataclass(kw_only=True)
class Report:
    """What a pack carries, and everything that is wrong with it."""

    code: str
    expected_facts: dict[str, str]
    expected_inconsistencies: dict[str, str]
    facts: dict[str, list[Carrier]] = field(default_factory=dict)
    inconsistencies: dict[str, list[Carrier]] = field(default_factory=dict)
    files: int = 0
    complaints: list[Complaint] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.complaints

    def counts(self) -> dict[str, int]:
        """The figures of the report's last line."""
        carried = [fact for fact in self.expected_facts if self.facts.get(fact)]
        shown = [
            code
            for code in self.expected_inconsistencies
            if any(carrier.page for carrier in self.inconsistencies.get(code, []))
        ]
        return {
            "files": self.files,
            "facts": len(self.expected_facts),
            "carried": len(carried),
            "inconsistencies": len(self.expected_inconsistencies),
            "shown": len(shown),
            "orphans": len(self.expected_facts) - len(carried),
            "complaints": len(self.complaints),
        }

    def as_json(self) -> dict[str, Any]:
        """The whole report for a machine."""
        return {
            "pack": self.code,
            "facts": _as_lists(self.facts),
            "inconsistencies": _as_lists(self.inconsistencies),
            "counts": self.counts(),
            "errors": [complaint.as_json() for complaint in self.complaints],
        }


def _as_lists(found: dict[str, list[Carrier]]) -> dict[str, list[dict[str, str]]]:
    return {
        key: [{"record": carrier.record, "page": carrier.page} for carrier in found[key]]
        for key in sorted(found)
    }


def check_pack(code: str) -> Report:
    """Reads the whole pack. Never raises for what is wrong inside it: the report names it."""
    pack = open_pack(code)
    report = Report(code=code, expected_facts={}, expected_inconsistencies={})
    try:
        files = pack.files
    except BadPack as error:
        report.complaints += error.complaints
        return report
    report.files = len(files)
    report.complaints += _files_on_disk(pack, files)
    for listed in files.values():
        if pack.has(listed.path):
            try:
                _read_file(pack, listed, report)
            except BadPack as error:
                report.complaints += error.complaints
    _compare_with_seed(pack, report)
    return report


def _files_on_disk(pack: Pack, files: dict[str, Listed]) -> list[Complaint]:
    there = {
        path.relative_to(pack.folder).as_posix()
        for path in pack.folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    return [
        *(
            Complaint(file=path, code="not_found", line=listed.line)
            for path, listed in files.items()
            if path not in there
        ),
        *(Complaint(file=path, code="not_listed") for path in sorted(there - set(files))),
    ]


def _read_file(pack: Pack, listed: Listed, report: Report) -> None:
    if listed.path.endswith(".csv"):
        records: Iterator[Any] = iter(pack.csv(listed.path))
    elif listed.path.endswith(".yaml"):
        records = _records_in(pack.yaml(listed.path))
    else:
        return
    if listed.values:
        dated_values(pack, listed.path)
    if listed.path == SEED:
        return
    for record in records:
        _collect(listed, record, report)


def _records_in(value: Any) -> Iterator[Record]:
    """Every mapping of a YAML file, however deep."""
    if isinstance(value, Record):
        yield value
        for inner in value.values():
            yield from _records_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _records_in(inner)


def _collect(listed: Listed, record: Any, report: Report) -> None:
    if "source" in record and not record["source"]:
        name = f"{listed.path}#{_name(record)}"
        report.complaints.append(
            Complaint(file=listed.path, code="no_source", line=record.line, column="source", value=name)
        )
    page = _page(listed, record)
    carrier = Carrier(record=f"{listed.path}#{_name(record)}", page=page, line=record.line)
    carries = False
    for column, found in (("facts", report.facts), ("inconsistencies", report.inconsistencies)):
        for code in _codes(record.get(column)):
            carries = True
            found.setdefault(code, []).append(carrier)
    if carries and page and not _leads_somewhere(page):
        report.complaints.append(
            Complaint(file=listed.path, code="no_page", line=record.line, column="page", value=page)
        )


def _codes(cell: Any) -> list[str]:
    return [str(code) for code in (cell.split() if isinstance(cell, str) else cell or [])]


def _name(record: Any) -> str:
    return next((str(record[name]) for name in NAMES if record.get(name)), f"line {record.line}")


def _page(listed: Listed, record: Any) -> str:
    """The address of the record's own page or its file's, filled from the record, in English."""
    address = str(record.get("page") or listed.page)
    if not address:
        return ""
    filled = {key: str(value) for key, value in record.items() if not isinstance(value, list | dict)}
    with suppress(KeyError, IndexError, ValueError):  # unfilled, it is said as an address that leads nowhere
        address = address.format_map(filled)
    return f"/en/{address.lstrip('/')}"


def _leads_somewhere(page: str) -> bool:
    if "{" in page:
        return False
    try:
        with override("en"):  # addresses are only known under the active language
            resolve(page.partition("#")[0].partition("?")[0])
    except Resolver404:
        return False
    return True


def _compare_with_seed(pack: Pack, report: Report) -> None:
    """The pack's own list of what it must carry; a pack without one only has its files checked."""
    if not pack.has(SEED):
        return
    seed = pack.yaml(SEED)
    report.expected_facts = {line["id"]: line["text"] for line in seed["facts"]}
    report.expected_inconsistencies = {line["id"]: line["text"] for line in seed["inconsistencies"]}
    report.complaints += _strangers(report.facts, report.expected_facts)
    report.complaints += _strangers(report.inconsistencies, report.expected_inconsistencies)
    for code in report.expected_facts:
        if not report.facts.get(code):
            report.complaints.append(Complaint(file=SEED, code="orphan_fact", value=code))
    for code in report.expected_inconsistencies:
        if not any(carrier.page for carrier in report.inconsistencies.get(code, [])):
            report.complaints.append(Complaint(file=SEED, code="not_shown", value=code))


def _strangers(found: dict[str, list[Carrier]], expected: dict[str, str]) -> list[Complaint]:
    return [
        Complaint(file=carrier.record.partition("#")[0], code="unknown_fact", line=carrier.line, value=code)
        for code in sorted(set(found) - set(expected))
        for carrier in found[code]
    ]
