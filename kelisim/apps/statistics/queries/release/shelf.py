"""The folders releases lie in: their names, their list of digests, what in them no longer matches."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from kelisim.apps.statistics.models import Release
from kelisim.apps.statistics.states.release import PUBLIC
from kelisim.engines.tabular.types import Written

SUMS = "SHA256SUMS"
_CHUNK = 1 << 20


def shelf() -> Path:
    """Where all releases lie."""
    return Path(settings.VAR) / "releases"


def folder_of(release: Release) -> Path:
    """A published release under its number; a draft hidden, named after its digest as well."""
    if release.state in PUBLIC:
        return shelf() / release.code
    return shelf() / f".draft-{release.code}-{release.digest[:16]}"


def archive_of(release: Release) -> Path:
    """All files of a published release in one."""
    return shelf() / f"kelisim-{release.code}.zip"


def sums(written: Iterable[Written]) -> str:
    """The content of SHA256SUMS: digest and path of each file, by path, as `sha256sum -c` reads it."""
    return "".join(f"{one.digest}  {one.path}\n" for one in sorted(written, key=lambda one: one.path))


def digest_of(text: str) -> str:
    """The digest of a release: that of its SHA256SUMS."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of_file(path: Path) -> str:
    """SHA-256 of a file's bytes; "" where there is none."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def listed(release: Release) -> list[Written]:
    """Its files as they were when it was built."""
    return [Written(**line) for line in release.files]


def damaged(release: Release) -> list[str]:
    """Every file whose bytes are not those that were built, is missing or was put there since."""
    folder, files = folder_of(release), listed(release)
    found = [one.path for one in files if digest_of_file(folder / one.path) != one.digest]
    if digest_of_file(folder / SUMS) != release.digest or digest_of(sums(files)) != release.digest:
        found.append(SUMS)
    known = {SUMS, *(one.path for one in files)}
    there = (path for path in folder.rglob("*") if path.is_file())
    found += [name for path in there if (name := path.relative_to(folder).as_posix()) not in known]
    if release.archive and digest_of_file(archive_of(release)) != release.archive:
        found.append(archive_of(release).name)
    return sorted(found)


@contextmanager
def opened(release: Release, path: str) -> Iterator[Iterator[dict[str, str]]]:
    """The rows of one of its tables, one after the other."""
    with (folder_of(release) / path).open(encoding="utf-8", newline="") as file:
        yield csv.DictReader(file)


def rows_of(release: Release | None, path: str) -> list[dict[str, str]]:
    """All rows of a small table; none where there is no release or it has no such table."""
    if release is None or path not in {line["path"] for line in release.files}:
        return []
    with opened(release, path) as rows:
        return list(rows)
