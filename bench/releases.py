"""A release of 100,000 figures: its SDMX-CSV, the whole build, and the build against an earlier release.

Runs on a database of its own in a folder that is thrown away; the figures are invented.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench._figures import FOLDER, fill
from kelisim.apps.statistics.actions.build_release import _write_table, built
from kelisim.apps.statistics.models import Release
from kelisim.apps.statistics.queries.release.figures import sdmx_table
from kelisim.kernel.access.roles import Role
from tests.statistics.releasing import person, published

FIGURES = 100_000
SDMX_GOAL, BUILD_GOAL = 5.0, 20.0


def _span(told: str, goal: float, do: Callable[[], object]) -> bool:
    begun = time.perf_counter()
    do()
    found = time.perf_counter() - begun
    print(f"{told:50} {found:6.2f} s (goal {goal:.0f})")
    return found > goal


def main() -> int:
    """Prints each span beside its goal; 1 if a goal is missed."""
    print(f"{fill(FIGURES)} figures")
    missed = _span("SDMX-CSV of all", SDMX_GOAL, lambda: _write_table(Path(FOLDER.name), sdmx_table()))
    release = Release(code="2026-1", day=date(2026, 1, 1), licence="CC-BY-4.0")

    def build() -> None:
        with built(release):
            pass

    missed += _span("the first release, built", BUILD_GOAL, build)
    release.supersedes = published(person("saltanat", Role.SECRETARIAT), "2026-2")
    missed += _span("built and compared with the release before", BUILD_GOAL, build)
    FOLDER.cleanup()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
