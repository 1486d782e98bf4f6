"""The page "structure on a day" with 10,000 effects in the ledger, on SQLite and on PostgreSQL.

Beside it, in the same run: the ledger's rows in bare SQL, and the bare fold. Both databases are thrown away.
Goals of the issue: the page in 100 ms (p95) under a fixed number of queries, the fold in 50 ms.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from kelisim.engines.timeline.fold import fold
from tests.cluster import cluster

SIZE, ASKED = 10_000, 60
GOALS = {"page": 100, "bare fold": 50}
DAY = date(2026, 6, 30)
PAGE = f"/kk/structure/?on={DAY}"
ROWS = """
    SELECT effect.*, act.code, act.date, body.code, power.code, about.code FROM institution_effect effect
    JOIN institution_act act ON act.id = effect.act_id
    LEFT JOIN registry_organisation body ON body.id = effect.organisation_id
    LEFT JOIN institution_power power ON power.id = effect.power_id
    LEFT JOIN institution_act about ON about.id = effect.about_act_id
"""


def main() -> int:
    """Measures both databases, each in a process of its own; 1 if a goal is missed."""
    if len(sys.argv) > 1:
        return _measure(sys.argv[1])
    with tempfile.TemporaryDirectory() as home, cluster() as address:
        databases = {"SQLite": f"sqlite:///{home}/bench.sqlite3", "PostgreSQL": address}
        return max(_child(name, url) for name, url in databases.items())


def _child(name: str, url: str) -> int:
    env = {**os.environ, "KELISIM_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-m", "bench.structure", name]
    return subprocess.run(command, env=env, check=False, cwd=Path(__file__).parents[1]).returncode


def _measure(name: str) -> int:
    import django  # noqa: PLC0415 - only the child knows its database

    django.setup()
    _fill()
    from kelisim.apps.institution.queries.ledger import given, ledger  # noqa: PLC0415

    rows = ledger()
    stand = given(rows)
    ask, questions = _page()
    print(f"{name}: {len(rows):,} effects, {questions} queries, {len(ask()) / 1024:,.0f} KB")
    return _told(
        {
            "rows, bare SQL": _spans(_bare_sql),
            "bare fold": _spans(lambda: fold(rows, day=DAY, given=stand)),
            "page": _spans(ask),
        }
    )


def _told(found: dict[str, list[float]]) -> int:
    missed = 0
    for what, spans in found.items():
        late, goal = sorted(spans)[int(len(spans) * 0.95)], GOALS.get(what)
        missed += goal is not None and late > goal
        said = f" (goal {goal})" if goal else ""
        print(f"  {what:18} median {median(spans):6.1f} ms, p95 {late:6.1f} ms{said}")
    return 1 if missed else 0


def _fill() -> None:
    from django.core.management import call_command  # noqa: PLC0415

    from tests.institution.conftest import load_everything, plant  # noqa: PLC0415
    from tests.institution.years import lengthen  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    plant()
    load_everything()
    lengthen(SIZE)


def _bare_sql() -> int:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(ROWS)
        return len(cursor.fetchall())


def _page() -> tuple[Callable[[], bytes], int]:
    """How the page is asked for, and how many questions it asks the database."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")

    def ask() -> bytes:
        answer = client.get(PAGE)
        assert answer.status_code == 200, answer.status_code
        return answer.content

    ask()
    with CaptureQueriesContext(connection) as asked:
        ask()
    return ask, len(asked)


def _spans(ask: Callable[[], object], times: int = ASKED) -> list[float]:
    spans = []
    for _ in range(times):
        begun = time.perf_counter()
        ask()
        spans.append(1000 * (time.perf_counter() - begun))
    return spans


if __name__ == "__main__":
    raise SystemExit(main())
