"""Numbers of the world by day: the value, since when, until when, and where it was read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any

from django.utils import timezone
from pydantic import BaseModel, ConfigDict, ValidationError

from kelisim.kernel.packs.complaints import BadPack, Complaint
from kelisim.kernel.packs.pack import Pack, current
from kelisim.kernel.packs.read import Record

Value = bool | int | Decimal | date | str | list[int] | list[str] | dict[str, str]


class DatedValue(BaseModel):
    """One value with its span (`until` is the first day it no longer holds) and its basis.

    `verified` is true when the wording was read in the edition named. A service rule has no legal basis
    (`basis: service`): it is ours, for the owner to change.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    key: str
    value: Value
    unit: str = ""
    counts_from: str = ""
    applies_to: str = ""
    basis: str = "law"
    act: str = ""
    article: str = ""
    edition: str = ""
    since: date | None = None
    until: date | None = None
    source: str
    verified: bool
    checked: date | None = None
    text: dict[str, str] | None = None
    note: str = ""
    facts: tuple[str, ...] = ()
    inconsistencies: tuple[str, ...] = ()

    def holds(self, day: date) -> bool:
        """Whether this is the value on the day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class NoValue(LookupError):
    """The pack has no such value on that day."""

    def __init__(self, file: str, key: str, day: date) -> None:
        self.file, self.key, self.day = file, key, day
        super().__init__(f"{file}: {key} on {day.isoformat()}")


def dated_values(pack: Pack, path: str) -> tuple[DatedValue, ...]:
    """The values of one file of a pack. Raises BadPack with every bad record."""
    complaints: list[Complaint] = []
    found: list[DatedValue] = []
    for record in pack.records(path):
        try:
            found.append(DatedValue.model_validate(_plain(record)))
        except ValidationError as error:
            complaints += [_complaint(path, record, line) for line in error.errors()]
    complaints += _overlaps(path, found)
    if complaints:
        raise BadPack(complaints)
    return tuple(found)


def values(file: str) -> tuple[DatedValue, ...]:
    """All values of `file` (without its ending) in the platform's pack, in the order written."""
    return _values(current(), f"{file}.yaml")


def value_on(key: str, day: date | None = None, *, file: str = "law/deadlines") -> DatedValue:
    """The value of `key` on `day` (today by default). Raises NoValue."""
    on = day or timezone.localdate()
    for value in values(file):
        if value.key == key and value.holds(on):
            return value
    raise NoValue(file, key, on)


def unverified() -> dict[str, tuple[DatedValue, ...]]:
    """Every value of the pack nobody has verified, by file: what a lawyer still has to read."""
    pack = current()
    found = {
        listed.path: tuple(value for value in _values(pack, listed.path) if not value.verified)
        for listed in pack.files.values()
        if listed.values
    }
    return {path: group for path, group in found.items() if group}


@lru_cache(maxsize=64)
def _values(pack: Pack, path: str) -> tuple[DatedValue, ...]:
    return dated_values(pack, path)


def _plain(record: Record) -> dict[str, Any]:
    """Strict shapes want tuples where YAML has lists; `verified` is written yes or no."""
    plain = dict(record)
    for name in ("facts", "inconsistencies"):
        if name in plain:
            plain[name] = tuple(plain[name])
    if plain.get("verified") in {"yes", "no"}:
        plain["verified"] = plain["verified"] == "yes"
    return plain


def _complaint(path: str, record: Record, error: Any) -> Complaint:
    field = str(error["loc"][0]) if error["loc"] else ""
    missing = field == "source"
    return Complaint(
        file=path,
        code="no_source" if missing else "bad_value",
        line=record.line,
        column=field,
        value=str(record.get("key", "") if missing else record.get(field, field)),
        hint=str(error["msg"]),
    )


def _overlaps(path: str, found: list[DatedValue]) -> list[Complaint]:
    by_key: dict[str, list[DatedValue]] = {}
    for value in found:
        by_key.setdefault(value.key, []).append(value)
    complaints = []
    for key, group in by_key.items():
        group.sort(key=lambda value: value.since or date.min)
        for earlier, later in pairwise(group):
            if earlier.until is None or later.since is None or later.since < earlier.until:
                complaints.append(Complaint(file=path, code="overlap", value=key))
    return complaints
