"""Runs in a process of its own: a table of figures, killed while it is loaded and while it is published.

The child kills itself with -9 at its n-th write, for n = 1, 2, 3 … until it gets through; after each kill the
database must be as before. Prints one JSON line.
"""

import json
import sys
import tempfile
from pathlib import Path

import django

django.setup()  # first: what follows imports models

from django.core.management import call_command  # noqa: E402 - after setup

from kelisim.apps.statistics.actions import take_in  # noqa: E402 - after setup
from kelisim.apps.statistics.actions.bring_table import bring_table  # noqa: E402 - after setup
from kelisim.apps.statistics.actions.load_series import load, load_table  # noqa: E402 - after setup
from kelisim.apps.statistics.actions.publish_table import publish_table  # noqa: E402 - after setup
from kelisim.apps.statistics.models import FigureTable, Observation  # noqa: E402 - after setup
from kelisim.kernel.audit.models import Entry  # noqa: E402 - after setup
from kelisim.kernel.packs.pack import open_pack  # noqa: E402 - after setup
from kelisim.web.statistics.loading.told import look  # noqa: E402 - after setup
from tests.mediation.killed import killed_at  # noqa: E402 - after setup
from tests.places import plant  # noqa: E402 - after setup
from tests.statistics.test_loading import account  # noqa: E402 - after setup

HEAD = "indicator,territory,category,period,value,unit,layout,status,precision,break_before,source"
ROWS = 60  # three chunks of these: the first is written while the next is still being read


def table(first: int) -> str:
    """Figures of as many days; the first one, a revision, changes what stands."""
    days = [
        f"{1700 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}" for number in range(ROWS)
    ]
    row = "population,KZ,all,{},{},person,,final,exact,no,seed"
    return "\n".join([HEAD, *(row.format(day, first + number) for number, day in enumerate(days)), ""])


def counted() -> list[object]:
    """All that a table writes."""
    tables = list(FigureTable.objects.values_list("pk", "published", "new", "revised"))
    rows = Observation.objects.filter(period__lt="1900").values_list("value", "status", "replaced")
    return [Entry.objects.count(), tables, list(rows.order_by("pk"))]


def killing(deed, faults: list[str], name: str) -> int:
    """Kills the deed at every write, and counts the writes."""
    before, write = counted(), 1
    while killed_at(write, deed):
        if counted() != before:
            faults.append(f"{name}: killed at write {write}, something was left behind")
        write += 1
    if counted() == before:
        faults.append(f"{name}: done, and nothing changed")
    return write - 1


def main() -> None:
    """Loads a table, then publishes one that revises all of it."""
    take_in.CHUNK = 20
    call_command("migrate", verbosity=0)
    plant()
    load(open_pack("kz"))
    faults: list[str] = []
    path = Path(tempfile.mkdtemp()) / "table.csv"
    path.write_text(table(1), encoding="utf-8")
    writes = {"load": killing(lambda: load_table(path), faults, "load")}
    user = account("secretariat")
    waiting = bring_table(table(2).encode(), name="later.csv", by=user)
    seen = look(waiting).taken.digest
    writes["publish"] = killing(
        lambda: publish_table(waiting, seen=seen, why="sanaq", by=user), faults, "publish"
    )
    done = counted()
    publish_table(waiting, seen=seen, why="sanaq", by=user)
    if counted() != done:
        faults.append("published twice, and doubled")
    sys.stdout.write(json.dumps({"writes": writes, "faults": faults}) + "\n")


if __name__ == "__main__":
    main()
