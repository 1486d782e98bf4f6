"""Runs in a process of its own: every deed of a dispute, killed at each of its writes.

Before a deed the database is counted; a child is forked, does the deed and kills itself with -9 at its
n-th write, for n = 1, 2, 3 … until it gets through. After each kill the counts must be those from before;
after the deed they must not change when the deed is done again. Prints one JSON line.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import django

django.setup()  # first: what follows imports models

from django.apps import apps  # noqa: E402 - after setup
from django.core.management import call_command  # noqa: E402 - after setup
from django.db import connection, connections  # noqa: E402 - after setup

from kelisim.apps.mediation.models import Case, Offer  # noqa: E402 - after setup
from tests.cast import make_cast, received  # noqa: E402 - after setup
from tests.mediation import deeds  # noqa: E402 - after setup
from tests.mediation.officer_deeds import of_officers  # noqa: E402 - after setup

WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass
class Tally:
    """What was tried and what went wrong."""

    deeds: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def counted() -> dict[str, object]:
    """Rows of every table a deed writes, in one question, and where the cases stand."""
    labels = ("mediation", "institution", "registry", "audit", "seal", "queue", "django_tasks_database")
    tables = [model._meta.db_table for label in labels for model in apps.get_app_config(label).get_models()]
    # Holders are made before the transaction on purpose (stretching takes long); none may be left over.
    asked = " UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM \"{table}\"" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        rows: dict[str, object] = dict(cursor.fetchall())
    rows["cases"] = sorted(
        Case.objects.values_list("number", "state", "closing", "clock", "clock_at"), key=str
    )
    rows["offers"] = sorted(Offer.objects.values_list("pk", "status"))
    return rows


def killed_at(write: int, deed: Callable[[], object]) -> bool:
    """Forks; True if the child was killed at that write, False if it got through the deed."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # or both would speak on one socket, and the server would see no death
    child = os.fork()
    if child:
        _pid, status = os.waitpid(child, 0)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            raise SystemExit(f"the deed itself failed in the child: {status}")
        return os.WIFSIGNALED(status)
    seen = 0

    def count(execute, sql, params, many, context):  # the signature is Django's
        nonlocal seen
        if sql.lstrip().upper().startswith(WRITES):
            seen += 1
            if seen == write:
                os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    code = 1
    try:
        with connection.execute_wrapper(count):
            deed()
        code = 0
    finally:
        sys.stdout.flush()
        os._exit(code)


def killing(tally: Tally, name: str, deed: Callable[[], object]) -> None:
    """One deed, killed at every write, then done, then done again."""
    before = counted()
    write = 1
    while killed_at(write, deed):
        if counted() != before:
            tally.faults.append(f"{name}: killed at write {write}, something was left behind")
        write += 1
    tally.deeds[name] = write - 1
    done_once(tally, name, deed, before)


def done_once(tally: Tally, name: str, deed: Callable[[], object], before: dict[str, object]) -> None:
    """What was done changed something; done again, it changes nothing."""
    after = counted()
    if after == before:
        tally.faults.append(f"{name}: done, and nothing changed")
    deed()
    again = counted()
    doubled = [table for table in after if again[table] != after[table]]
    if doubled:
        tally.faults.append(f"{name}: done again, and doubled in {', '.join(doubled)}")


def every_deed() -> Iterator[deeds.Deed]:
    """What sides, staff and coordinator do, then what officers do, in a database emptied again."""
    yield from deeds.whole_dispute()
    call_command("flush", interactive=False, verbosity=0)
    yield from of_officers(received(make_cast()))


def main(tally: Tally, striking: Callable[[Tally, str, Callable[[], object]], None]) -> None:
    """Sets a database up and strikes at every deed in turn."""
    call_command("migrate", verbosity=0)
    for name, deed in every_deed():
        striking(tally, name, deed)
    sys.stdout.write(json.dumps(vars(tally)) + "\n")


if __name__ == "__main__":
    main(Tally(), killing)
