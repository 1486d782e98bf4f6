"""A release of 100,000 figures: its SDMX-CSV, the whole build, and the build against an earlier release.

Runs on a database of its own in a folder that is thrown away; the figures are invented.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import django

FOLDER = tempfile.TemporaryDirectory()
os.environ["KELISIM_VAR"] = FOLDER.name
os.environ["KELISIM_DATABASE_URL"] = f"sqlite:///{FOLDER.name}/bench.sqlite3"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kelisim.config.settings")
django.setup()  # first: what follows imports models

from django.core.management import call_command  # noqa: E402 - after setup

from kelisim.apps.statistics.actions.build_release import _write_table, built  # noqa: E402 - after setup
from kelisim.apps.statistics.actions.load_series import load  # noqa: E402 - after setup
from kelisim.apps.statistics.models import Category, Indicator, Observation, Release  # noqa: E402 - after setup
from kelisim.apps.statistics.queries.release.figures import sdmx_table  # noqa: E402 - after setup
from kelisim.kernel.access.roles import Role  # noqa: E402 - after setup
from kelisim.kernel.packs.pack import open_pack  # noqa: E402 - after setup
from kelisim.kernel.places.models import Territory  # noqa: E402 - after setup
from tests.places import plant  # noqa: E402 - after setup
from tests.statistics.releasing import person, published  # noqa: E402 - after setup

FIGURES = 100_000
SDMX_GOAL, BUILD_GOAL = 5.0, 20.0


def _span(told: str, goal: float, do: Callable[[], object]) -> bool:
    begun = time.perf_counter()
    do()
    found = time.perf_counter() - begun
    print(f"{told:50} {found:6.2f} s (goal {goal:.0f})")
    return found > goal


def _fill() -> None:
    plant()
    load(open_pack("kz"))
    draw = random.Random(7)
    indicator = Indicator.objects.get(code="composition")
    categories = list(Category.objects.values_list("code", flat=True))[:40]
    places = list(Territory.objects.filter(level="district").values_list("code", flat=True))[:125]
    left = FIGURES - Observation.objects.count()
    keys = ((y, p, c) for y in range(1980, 2001) for p in places for c in categories)
    rows = [
        Observation(
            indicator=indicator, territory_id=place, category_id=category, period=f"{year}-01-01",
            value=draw.randrange(1_000_000), unit="person", layout=20, status="final", precision="exact",
            source_id="bns-2000-2023",
        )
        for (year, place, category), _one in zip(keys, range(left), strict=False)
    ]  # fmt: skip
    Observation.objects.bulk_create(rows, batch_size=2000)


def main() -> int:
    """Prints each span beside its goal; 1 if a goal is missed."""
    call_command("migrate", verbosity=0)
    _fill()
    print(f"{Observation.objects.count()} figures")
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
