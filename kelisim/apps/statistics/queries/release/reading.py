"""What must be read of a draft before it is signed, from the very files that would be published."""

from __future__ import annotations

from kelisim.apps.statistics.models import Release
from kelisim.apps.statistics.queries.release.reconciliations import BREAKS, SUMS
from kelisim.apps.statistics.queries.release.shelf import rows_of


def keys_to_read(release: Release) -> list[str]:
    """The key of every reconciliation and of every break in it."""
    return [row["key"] for path in (SUMS, BREAKS) for row in rows_of(release, path)]
