"""Runs in a process of its own: every deed of a dispute while the machine fails under it.

The disk is full at each write and at the end of its transaction; in the middle and at the end the database is
restarted, too. After the failures of a deed nothing may be left of it; done then, it gets through, and
done once more it changes nothing. Prints one JSON line.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.mediation import killed  # first: it sets Django up

import psycopg  # isort: skip
from django.db import Error, OperationalError, close_old_connections, connection, connections  # isort: skip

from kelisim.web.middleware import stands_still  # isort: skip

FULL = "database or disk is full"
RESTARTED_AT = 2


@dataclass
class Found(killed.Tally):
    """How often each failure struck, besides."""

    struck: dict[str, int] = field(default_factory=lambda: {"full": 0, "restart": 0})


def full() -> None:
    """What SQLite says; PostgreSQL's DiskFull reaches us as the same class."""
    raise OperationalError(FULL)


def restart() -> None:
    """The database drops us, as when it is restarted. SQLite never is: nearest to it, we cannot even undo."""
    raw = connection.connection
    if connection.vendor == "sqlite":
        connection._rollback = raw.close
        raise OperationalError("disk I/O error")
    with psycopg.connect(raw.info.dsn, password=raw.info.password, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [raw.info.backend_pid])


@contextmanager
def failing(step: int, strike: Callable[[], None]) -> Iterator[list[str]]:
    """Strikes at that step: a write, or the end of a transaction that wrote. Gives the steps taken."""
    taken: list[str] = []
    written = 0

    def take(kind: str) -> None:
        taken.append(kind)
        if len(taken) == step:
            strike()

    def execute(run, sql, params, many, context):  # the signature is Django's
        nonlocal written
        if sql.lstrip().upper().startswith(killed.WRITES):
            written += 1
            take("write")
        return run(sql, params, many, context)

    def commit() -> None:
        nonlocal written
        if written:
            written = 0
            take("end")
        kept()

    kept = connection._commit
    connection._commit = commit
    try:
        with connection.execute_wrapper(execute):
            yield taken
    finally:
        for one in ("_commit", "_rollback"):
            vars(connections["default"]).pop(one, None)  # the proxy has no attributes of its own


def struck(step: int, strike: Callable[[], None], deed: Callable[[], object]) -> str:
    """What kind of step it struck at; "" if the deed got through before."""
    try:
        with failing(step, strike) as taken:
            deed()
    except Error as error:
        if not stands_still(error):
            raise
        return taken[-1]
    finally:
        close_old_connections()  # as the server does before the next request
    return ""


def breaking(tally: Found, name: str, deed: Callable[[], object]) -> None:
    """One deed: at every step a full disk, at the second and at each end a restart, too; then it is done."""
    before, step = killed.counted(), 1
    while where := struck(step, full, deed):
        tally.struck["full"] += 1
        if where == "end" or step == RESTARTED_AT:
            tally.struck["restart"] += bool(struck(step, restart, deed))
        if killed.counted() != before:
            tally.faults.append(f"{name}: struck at step {step}, something was left behind")
        step += 1
    tally.deeds[name] = step - 1
    killed.done_once(tally, name, deed, before)


if __name__ == "__main__":
    killed.main(Found(), breaking)
