"""Runs in a process of its own: every deed of a dispute, killed at each of its writes.

Before a deed the database is counted; a child is forked, does the deed and kills itself with -9 at its
n-th write, for n = 1, 2, 3 … until it gets through. After each kill the counts must be those from before;
after the deed they must not change when the deed is done again. Prints one JSON line.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

import django

django.setup()  # first: what follows imports models

from django.apps import apps  # noqa: E402 - after setup
from django.core.management import call_command  # noqa: E402 - after setup
from django.db import connection, connections  # noqa: E402 - after setup

from kelisim.apps.mediation.models import Case, Offer  # noqa: E402 - after setup
from tests.mediation import deeds  # noqa: E402 - after setup

WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass
class Tally:
    """What was tried and what went wrong."""

    deeds: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def counted() -> dict[str, object]:
    """Rows of every table a deed writes, and where the cases stand."""
    labels = ("mediation", "audit", "seal", "queue", "django_tasks_database")
    models = [model for label in labels for model in apps.get_app_config(label).get_models()]
    # Holders are made before the transaction on purpose (stretching takes long); none may be left over.
    rows: dict[str, object] = {model._meta.label: model._default_manager.count() for model in models}
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
    after = counted()
    if after == before:
        tally.faults.append(f"{name}: done, and nothing changed")
    deed()
    again = counted()
    doubled = [table for table in after if again[table] != after[table]]
    if doubled:
        tally.faults.append(f"{name}: done again, and doubled in {', '.join(doubled)}")


def main() -> None:
    """Sets a database up, then tells one dispute twice: to a settlement, and to other ends."""
    call_command("migrate", verbosity=0)
    tally = Tally()
    for name, deed in deeds.whole_dispute():
        killing(tally, name, deed)
    sys.stdout.write(json.dumps({"deeds": tally.deeds, "faults": tally.faults}) + "\n")


if __name__ == "__main__":
    main()
