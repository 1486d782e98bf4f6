"""A database of its own, thrown away at the end: the whole pack, and invented figures up to a number.

Imported before any model: it names the database first.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import django

FOLDER = tempfile.TemporaryDirectory(prefix="kelisim-bench-")
os.environ["KELISIM_VAR"] = FOLDER.name
os.environ["KELISIM_DATABASE_URL"] = f"sqlite:///{FOLDER.name}/bench.sqlite3"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kelisim.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - after setup

from kelisim.apps.statistics.models import Category, Observation  # noqa: E402 - after setup
from kelisim.cli.packs import loaders  # noqa: E402 - after setup
from kelisim.kernel.packs.load import load_pack  # noqa: E402 - after setup
from kelisim.kernel.places.models import Level, Territory  # noqa: E402 - after setup

YEARS = range(1980, 2001)


def fill(number: int) -> int:
    """Districts by year and sex, then by year and people, until there are `number` figures."""
    call_command("migrate", verbosity=0)
    (Path(FOLDER.name) / "assets").mkdir()
    call_command("collectstatic", interactive=False, verbosity=0)
    load_pack("kz", lambda _line: None, loaders=loaders())
    left = number - Observation.objects.count()
    rows = [row for row, _one in zip(_invented(), range(left), strict=False)]
    Observation.objects.bulk_create(rows, batch_size=2000)
    return Observation.objects.count()


def _invented() -> Iterator[Observation]:
    draw = random.Random(7)
    places = list(Territory.objects.filter(level=Level.DISTRICT).values_list("code", flat=True))
    kinds = {"population": ("sex",), "composition": ("people", "ethnic", "total")}
    for indicator, wanted in kinds.items():
        categories = list(Category.objects.filter(kind__in=wanted).values_list("code", flat=True))
        for year, place, category in product(YEARS, places, categories):
            yield Observation(
                indicator_id=indicator,
                territory_id=place,
                category_id=category,
                period=f"{year}-01-01",
                value=draw.randrange(1_000_000),
                unit="person",
                layout=20,
                status="final",
                precision="exact",
                source_id="bns-2000-2023",
            )
