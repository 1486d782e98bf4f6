"""What the API adds: a page of figures and the institution on a day, beside the bare SQL and the bare fold.

Runs in an empty database of its own in memory, with 120,000 figures and the ledger of the pack.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date
from decimal import Decimal
from itertools import product

PERIODS, PLACES, CATEGORIES = 50, 60, 40
GOALS_MS = {"page of figures": 30, "a page in the middle": 60, "the institution on a day": 60}


def p95(ask, times: int = 60) -> float:
    """The slowest but one in twenty, in milliseconds."""
    spans = []
    ask()
    for _ in range(times):
        begun = time.perf_counter()
        ask()
        spans.append(1000 * (time.perf_counter() - begun))
    return sorted(spans)[int(0.95 * times)]


def plant() -> None:
    """Figures of one indicator: every category in every place in every year."""
    from kelisim.apps.statistics.models import Category, Indicator, Observation, Source  # noqa: PLC0415
    from kelisim.kernel.places.models import Territory  # noqa: PLC0415

    Indicator.objects.create(code="bench", subject="bench", unit="person")
    Source.objects.create(code="bench", read_on=date(2026, 1, 1), verified=True)
    categories = [
        Category(code=f"b{number:03}", kind="bench", order=900 + number) for number in range(CATEGORIES)
    ]
    Category.objects.bulk_create(categories)
    places = list(
        Territory.objects.filter(level__in=("region", "district")).values_list("code", flat=True)[:PLACES]
    )
    Observation.objects.bulk_create(
        (
            Observation(
                indicator_id="bench",
                territory_id=place,
                category=category,
                source_id="bench",
                period=str(1970 + year),
                value=Decimal(year + 1),
                unit="person",
                status="final",
                precision="exact",
            )
            for place, category, year in product(places, categories, range(PERIODS))
        ),
        batch_size=2000,
    )


def load() -> None:
    """The pack's ledger and territories, then the figures."""
    from django.core.management import call_command  # noqa: PLC0415

    from kelisim.cli.packs import loaders  # noqa: PLC0415
    from kelisim.kernel.packs.load import load_pack  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    load_pack("kz", lambda _line: None, loaders=loaders())
    plant()


def bare_sql(after: int) -> None:
    """The same hundred rows as the page, as the database alone hands them out."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM statistics_observation WHERE replaced IS NULL ORDER BY "
            "indicator_id, territory_id, category_id, period, source_id, id LIMIT 101 OFFSET %s",
            [after],
        )
        assert len(cursor.fetchall()) == 101


def bare_fold() -> None:
    """The ledger read and folded, and nothing told."""
    from kelisim.apps.institution.queries.ledger import given, ledger  # noqa: PLC0415
    from kelisim.engines.timeline.fold import fold  # noqa: PLC0415

    rows = ledger()
    fold(rows, day=date(2021, 1, 1), given=given(rows))


def asked(client, address: str):
    """A question that is answered."""

    def ask() -> None:
        assert client.get(address).status_code == 200

    return ask


def middle(client) -> tuple[str, int]:
    """The address of a page half way, and how many rows lie before it."""
    page = client.get("/api/v1/observations?limit=1000").json()
    for _ in range(59):
        page = client.get(page["next"]).json()
    return page["next"].replace("limit=1000", "limit=100"), 60_000


def main() -> int:
    """Prints each beside what lies beneath it and its goal; 1 if a goal is missed."""
    os.environ["KELISIM_VAR"] = tempfile.mkdtemp(prefix="kelisim-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kelisim.config.settings")
    import django  # noqa: PLC0415

    django.setup()
    from django.test import Client  # noqa: PLC0415

    from kelisim.apps.statistics.models import Observation  # noqa: PLC0415

    load()
    client = Client(SERVER_NAME="localhost")
    half, before = middle(client)
    print(f"{Observation.objects.count()} figures")
    missed = 0
    for name, address, bare in (
        ("page of figures", "/api/v1/observations?limit=100", lambda: bare_sql(0)),
        ("a page in the middle", half, lambda: bare_sql(before)),
        ("the institution on a day", "/api/v1/institution/on?on=2021-01-01", bare_fold),
    ):
        ours, beneath = p95(asked(client, address)), p95(bare)
        missed += ours > GOALS_MS[name]
        print(f"{name:26} p95 {ours:6.1f} ms (goal {GOALS_MS[name]}; beneath it {beneath:.1f} ms)")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
