"""Runs in a process of its own: a release is drafted and published, and killed in the middle of each.

A child is forked, builds, and kills itself with -9 when it has written so many files, or at one of its writes
to the database. After each kill no half release may be seen: no row of it, no folder under its number.
Prints one JSON line.
"""

import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import django

django.setup()  # first: what follows imports models

from django.conf import settings  # noqa: E402 - after setup
from django.core.management import call_command  # noqa: E402 - after setup
from django.db import connection, connections  # noqa: E402 - after setup

from kelisim.apps.statistics.actions import build_release  # noqa: E402 - after setup
from kelisim.apps.statistics.actions.load_series import load  # noqa: E402 - after setup
from kelisim.apps.statistics.actions.publish_release import publish_release  # noqa: E402 - after setup
from kelisim.apps.statistics.actions.verify_release import verify_release  # noqa: E402 - after setup
from kelisim.apps.statistics.models import Release  # noqa: E402 - after setup
from kelisim.apps.statistics.queries.release.shelf import shelf  # noqa: E402 - after setup
from kelisim.kernel.access.roles import Role  # noqa: E402 - after setup
from kelisim.kernel.packs.pack import open_pack  # noqa: E402 - after setup
from tests.places import plant  # noqa: E402 - after setup
from tests.statistics.releasing import draft, person, signed  # noqa: E402 - after setup

WRITES = ("INSERT", "UPDATE", "DELETE")


def killed(deed: Callable[[], object], **place: int) -> bool:
    """Forks; True if the child was killed at that file or write, False if it got through the deed."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # or both would speak on one socket
    child = os.fork()
    if not child:
        done_and_gone(deed, **place)
    _pid, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"the deed itself failed in the child: {status}")
    return os.WIFSIGNALED(status)


def done_and_gone(deed: Callable[[], object], **place: int) -> None:
    """Does it, counting files and writes to the database, and dies at the place told."""
    seen = {"files": 0, "writes": 0}

    def count(kind: str) -> None:
        seen[kind] += 1
        if seen[kind] == place.get(kind):
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(execute, sql, params, many, context):  # the signature is Django's
        if sql.lstrip().upper().startswith(WRITES):
            count("writes")
        return execute(sql, params, many, context)

    write = build_release._write

    def file(*told):
        count("files")
        return write(*told)

    build_release._write = file
    code = 1
    try:
        with connection.execute_wrapper(statement):
            deed()
        code = 0
    finally:
        os._exit(code)


def seen() -> tuple[object, ...]:
    """What anybody could take for a release: rows with state and digest, folders that are not hidden."""
    rows = tuple(Release.objects.values_list("code", "state", "digest"))
    return rows, tuple(sorted(path.name for path in shelf().glob("[!.]*") if path.is_dir()))


def main() -> None:
    """Sets a database up, then kills a draft and a publication at every place that matters."""
    settings.VAR = Path(tempfile.mkdtemp())
    call_command("migrate", verbosity=0)
    plant()
    load(open_pack("kz"))
    by = person("saltanat", Role.SECRETARIAT)
    faults, tries = [], 0

    def through(name: str, deed: Callable[[], object]) -> None:
        nonlocal tries
        before = seen()
        for place in [{"files": n} for n in (1, 20, 50, 55)] + [{"writes": n} for n in range(1, 9)]:
            if not killed(deed, **place):
                break
            tries += 1
            if seen() != before:
                faults.append(f"{name} killed at {place}: {seen()}")

    through("draft", lambda: draft(by))
    release = signed(by)
    through("publish", lambda: publish_release(release, by=by))
    if Release.objects.get().state != "published":
        publish_release(Release.objects.get(), by=by)
    whole = verify_release(Release.objects.get())
    sys.stdout.write(json.dumps({"faults": faults, "tries": tries, "damaged": whole, "seen": seen()}) + "\n")


if __name__ == "__main__":
    main()
