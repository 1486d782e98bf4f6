"""What a reader sees of a release, from its own files: what is signed, what changed, the first rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from kelisim.apps.statistics.models import Release
from kelisim.apps.statistics.queries.release.changed import PATH as CHANGES
from kelisim.apps.statistics.queries.release.changed import Counted
from kelisim.apps.statistics.queries.release.reconciliations import BREAKS, SUMS
from kelisim.apps.statistics.queries.release.shelf import folder_of, opened, rows_of

FIRST_ROWS = 10
FIRST_CHANGES = 25


@dataclass(frozen=True, kw_only=True)
class Changelog:
    """What changed, as the release tells it: counts of each indicator, and the first rows that differ."""

    before: str
    counted: tuple[Counted, ...]
    rows: tuple[dict[str, str], ...]


def keys_to_read(release: Release) -> list[str]:
    """The key of every reconciliation and of every break in it."""
    return [row["key"] for path in (SUMS, BREAKS) for row in rows_of(release, path)]


def first_rows(release: Release, path: str, count: int = FIRST_ROWS) -> Sequence[dict[str, str]]:
    """The first rows of a table."""
    with opened(release, path) as rows:
        return list(islice(rows, count))


def changelog_of(release: Release) -> Changelog:
    """Counts from changelog.json; of the rows, those with an old value first: they are what readers miss."""
    told = json.loads((folder_of(release) / "changelog.json").read_text("utf-8"))
    with opened(release, CHANGES) as rows:
        differing = [row for row in rows if row["change"] != "added"]
    return Changelog(
        before=told["supersedes"] or "",
        counted=tuple(
            Counted(indicator=indicator, **numbers) for indicator, numbers in told["indicators"].items()
        ),
        rows=tuple(differing),
    )


def newest_with(path: str) -> Release | None:
    """The published release, if it holds this table."""
    found = Release.objects.public().filter(superseded_at=None).first()
    if found is None or path not in {line["path"] for line in found.files}:
        return None
    return found
