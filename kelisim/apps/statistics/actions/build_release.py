"""Writes the folder of a release: into a hidden one beside the others, whole or not at all."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils import timezone

from kelisim.apps.statistics.models import Release
from kelisim.apps.statistics.queries.release import shelf, texts
from kelisim.apps.statistics.queries.release.columns import Filled
from kelisim.apps.statistics.queries.release.contents import contents
from kelisim.engines.tabular import csvw, datapackage
from kelisim.engines.tabular.types import Written

BUILDING = ".building-"
ROWS_AT_ONCE = 2000
STALE_SECONDS = 3600
READ_FILE, READ_FOLDER, WRITE_FOLDER = 0o444, 0o555, 0o755


@dataclass(frozen=True, kw_only=True)
class Built:
    """A finished folder that nobody sees yet."""

    folder: Path
    files: tuple[Written, ...]
    digest: str

    def as_rows(self) -> list[dict[str, Any]]:
        """The files as a release keeps them."""
        return [asdict(one) for one in self.files]


@contextmanager
def built(release: Release) -> Iterator[Built]:
    """Builds what the database gives today; whoever wants to keep the folder moves it away before the end.

    A build that was killed leaves a hidden folder only, which a later build sweeps away.
    """
    shelf.shelf().mkdir(parents=True, exist_ok=True)
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{BUILDING}{release.code}-", dir=shelf.shelf()))
    try:
        yield _fill(release, folder)
    finally:
        discard(folder)


def _fill(release: Release, folder: Path) -> Built:
    found = contents(release)
    tables = [filled.table for filled in found.tables]
    written = {filled.table.path: _write_table(folder, filled) for filled in found.tables}
    edition = texts.edition(release)
    words = {
        "README.md": texts.readme(release, tables),
        "CHANGELOG.md": texts.changelog(release, found.changes),
        "changelog.json": texts.changelog_json(release, found.changes),
        "datapackage.json": texts.as_json(datapackage.descriptor(edition, tables, written)),
        "csv-metadata.json": texts.as_json(csvw.metadata(edition, tables)),
    }
    files = [*written.values(), *(_write(folder, path, [text]) for path, text in words.items())]
    files.sort(key=lambda one: one.path)
    sums = shelf.sums(files)
    _write(folder, shelf.SUMS, [sums])
    for path in (*folder.rglob("*"), folder):
        if path.is_dir():
            path.chmod(READ_FOLDER)
    return Built(folder=folder, files=tuple(files), digest=shelf.digest_of(sums))


def _write_table(folder: Path, filled: Filled) -> Written:
    rows = 0

    def parts() -> Iterator[str]:
        nonlocal rows
        yield _lines([[column.name for column in filled.table.columns]])
        left = iter(filled.rows())
        while some := list(islice(left, ROWS_AT_ONCE)):
            rows += len(some)
            yield _lines(some)

    one = _write(folder, filled.table.path, parts())
    return Written(path=one.path, size=one.size, digest=one.digest, rows=rows)


def _lines(rows: Iterable[Sequence[str]]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _write(folder: Path, path: str, parts: Iterable[str]) -> Written:
    """Writes and hashes in one pass; on the disk before it is counted as written."""
    target, digest, size = folder / path, hashlib.sha256(), 0
    target.parent.mkdir(exist_ok=True)
    with target.open("wb") as file:
        for part in parts:
            data = part.encode()
            digest.update(data)
            size += file.write(data)
        file.flush()
        os.fsync(file.fileno())
    target.chmod(READ_FILE)
    return Written(path=path, size=size, digest=digest.hexdigest())


def keep(folder: Path, target: Path) -> None:
    """Puts a finished folder in its place in one step; what lay there was never published and goes."""
    discard(target)
    folder.rename(target)


def discard(folder: Path) -> None:
    """Removes a folder of ours, read only as it is."""
    if not folder.exists():
        return
    for path in (folder, *(one for one in folder.rglob("*") if one.is_dir())):
        path.chmod(WRITE_FOLDER)
    shutil.rmtree(folder)


def _sweep() -> None:
    """Folders of builds that were killed: none takes an hour."""
    oldest = timezone.now().timestamp() - STALE_SECONDS
    for path in shelf.shelf().glob(f"{BUILDING}*"):
        if path.stat().st_mtime < oldest:
            discard(path)


def pack_up(release: Release, folder: Path) -> str:
    """All files in one archive beside the folder, always the same bytes; answers its digest."""
    target = shelf.archive_of(release)
    half = target.with_name(f"{BUILDING}{target.name}")
    moment = (release.day.year, release.day.month, release.day.day, 0, 0, 0)
    with zipfile.ZipFile(half, "w") as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"kelisim-{release.code}/{path.relative_to(folder).as_posix()}", moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = READ_FILE << 16
            archive.writestr(entry, path.read_bytes())
    half.chmod(READ_FILE)
    half.replace(target)
    return shelf.digest_of_file(target)
