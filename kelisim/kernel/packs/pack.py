"""One country as a folder of data: `pack.yaml` lists every file with its source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from kelisim.kernel.packs.complaints import BadPack, Complaint
from kelisim.kernel.packs.read import Record, Row, read_csv, read_yaml

MANIFEST = "pack.yaml"
NEEDED = ("what", "source", "licence", "read")
KNOWN = {*NEEDED, "commit", "page", "values"}


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One line of the manifest. `values` says that the file holds dated values; `page` is the address
    (without the language) on which a reader sees its records, with `{column}` filled from the record."""

    path: str
    what: str
    source: str
    licence: str
    read: str
    commit: str = ""
    page: str = ""
    values: bool = False
    line: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Pack:
    """A country's folder. Paths are given relative to it, with their ending."""

    code: str
    folder: Path

    @cached_property
    def manifest(self) -> Any:
        """The whole of pack.yaml."""
        return self.yaml(MANIFEST)

    @cached_property
    def files(self) -> dict[str, Listed]:
        """Every listed file by its path. Raises BadPack if a line of the manifest lacks something."""
        complaints: list[Complaint] = []
        files: dict[str, Listed] = {}
        for path, line in self.manifest.get("files", {}).items():
            if not isinstance(line, Record) or set(line) - KNOWN:
                complaints.append(Complaint(file=MANIFEST, code="not_a_mapping", value=path))
                continue
            missing = [key for key in NEEDED if not line.get(key)]
            if missing:
                column = ", ".join(missing)
                complaints.append(
                    Complaint(file=MANIFEST, code="no_source", line=line.line, column=column, value=path)
                )
                continue
            known: dict[str, Any] = {key: line[key] if key == "values" else str(line[key]) for key in line}
            files[path] = Listed(path=path, **known, line=line.line)
        if complaints:
            raise BadPack(complaints)
        return files

    @property
    def name(self) -> dict[str, str]:
        """The country's name in three languages."""
        return dict(self.manifest["name"])

    @property
    def country(self) -> str:
        """The code of the country's own territory, at the root of the tree of places."""
        return str(self.manifest["country"])

    def words(self, key: str) -> dict[str, str]:
        """A text of the manifest in three languages (`welcome`, `credits`); nothing where it is left out."""
        return dict(self.manifest.get(key, {}))

    def has(self, path: str) -> bool:
        """Whether the pack ships this file; a small pack may leave any but the needed ones out."""
        return (self.folder / path).is_file()

    def path(self, path: str) -> Path:
        """Where the file lies."""
        return self.folder / path

    def yaml(self, path: str) -> Any:
        """A YAML file, strictly read."""
        return read_yaml(self.folder / path, path)

    def csv(self, path: str, *, columns: tuple[str, ...] = ()) -> list[Row]:
        """A table, strictly read."""
        return read_csv(self.folder / path, path, columns=columns)

    def records(self, path: str) -> list[Any]:
        """A YAML file that is a list of records; an absent file has none."""
        if not self.has(path):
            return []
        found = self.yaml(path)
        if not isinstance(found, list):
            raise BadPack([Complaint(file=path, code="not_a_list")])
        strange = [str(line) for line in found if not isinstance(line, Record)]
        if strange:
            raise BadPack([Complaint(file=path, code="not_a_mapping", value=line) for line in strange])
        return found

    @cached_property
    def digest(self) -> str:
        """One number for the bytes of all files, so that loading twice can be noticed."""
        total = hashlib.sha256()
        for file in sorted(path for path in self.folder.rglob("*") if path.is_file()):
            total.update(file.relative_to(self.folder).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(file.read_bytes()).digest())
        return total.hexdigest()


def open_pack(code: str) -> Pack:
    """The pack of this code. Raises BadPack if there is none."""
    folder = settings.BASE_DIR / "kelisim" / "packs" / code
    if not (folder / MANIFEST).is_file():
        raise BadPack([Complaint(file=f"{code}/{MANIFEST}", code="not_found")])
    return Pack(code, folder)


@lru_cache(maxsize=4)
def _opened(code: str) -> Pack:
    return open_pack(code)


def current() -> Pack:
    """The pack this platform runs with; its files are read once a process."""
    return _opened(settings.PACK)
