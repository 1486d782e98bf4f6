"""Runs in a process of its own: every deed of a dispute while the machine fails under it.

The disk is full at each of its writes and where it is kept for good; in the middle and there the database is
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
def failing(write: int, strike: Callable[[], None]) -> Iterator[list[int]]:
    """Strikes at that write; if there are fewer, when they are to be kept for good. Gives where it was."""
    seen, kept = [0], connection._commit

    def count(execute, sql, params, many, context):  # the signature is Django's
        if sql.lstrip().upper().startswith(killed.WRITES):
            seen[0] += 1
            if seen[0] == write:
                strike()
        return execute(sql, params, many, context)

    def commit() -> None:
        if 0 < seen[0] < write:
            seen.append(write)
            strike()
        kept()

    connection._commit = commit
    try:
        with connection.execute_wrapper(count):
            yield seen
    finally:
        for one in ("_commit", "_rollback"):
            vars(connections["default"]).pop(one, None)  # the proxy has no attributes of its own


def struck(write: int, strike: Callable[[], None], deed: Callable[[], object]) -> str:
    """Where it struck: "write" or "end"; "" if the deed got through, as it has no transaction to end."""
    close_old_connections()  # as the server does before each request
    try:
        with failing(write, strike) as seen:
            deed()
    except Error as error:
        if not stands_still(error):
            raise
        return "end" if len(seen) > 1 else "write"
    finally:
        connection.close()
    return ""


def breaking(tally: Found, name: str, deed: Callable[[], object]) -> None:
    """One deed, with a full disk at every write and a restart at the second and at the end."""
    before, write, where = killed.counted(), 0, "write"
    while where == "write":
        write += 1
        where = struck(write, full, deed)
        tally.struck["full"] += bool(where)
        if where == "end" or (where and write == RESTARTED_AT):
            where = struck(write, restart, deed)
            tally.struck["restart"] += bool(where)
    tally.deeds[name] = write - 1
    if where and killed.counted() != before:
        tally.faults.append(f"{name}: it failed and left something behind")
    if not where and write > RESTARTED_AT:
        tally.faults.append(f"{name}: several writes and no transaction around them")
    if where:
        deed()
    killed.done_once(tally, name, deed, before)


if __name__ == "__main__":
    killed.main(Found(), breaking)
