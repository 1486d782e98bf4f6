"""What the API adds: a page of figures and the institution on a day, beside the bare SQL and the bare fold.

Among 120,000 figures and with the ledger of the pack.
"""

from __future__ import annotations

import sys
import time
from datetime import date

from django.db import connection
from django.test import Client

from bench._figures import fill
from kelisim.apps.institution.queries.ledger import given, ledger
from kelisim.engines.timeline.fold import fold

FIGURES = 120_000
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


def bare_sql(after: int) -> None:
    """The same hundred rows as the page, as the database alone hands them out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM statistics_observation WHERE replaced IS NULL ORDER BY "
            "indicator_id, territory_id, category_id, period, source_id, id LIMIT 101 OFFSET %s",
            [after],
        )
        assert len(cursor.fetchall()) == 101


def bare_fold() -> None:
    """The ledger read and folded, and nothing told."""
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
    print(f"{fill(FIGURES)} figures")
    client = Client(SERVER_NAME="localhost")
    half, before = middle(client)
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
