"""`/health/live`: the process answers. `/health/ready`: it can do its work; 503 names what it lacks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kelisim.kernel.packs.models import Installation
from kelisim.kernel.queue.state import worker_alive

DISK_FREE_BYTES = 200_000_000
CLOCKS_APART = timedelta(seconds=5)


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers, whatever else is wrong."""
    return JsonResponse({"live": True})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when nothing fails; otherwise 503 with the names of what does."""
    failing = [name for name, holds in CHECKS.items() if not _holds(holds)]
    return JsonResponse({"ready": not failing, "failing": failing}, status=503 if failing else 200)


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, OSError):
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _migrations() -> bool:
    try:
        return _migrated()
    except _NotYet:
        return False


class _NotYet(Exception):
    """Not kept in the cache: a database that lacks migrations may get them any moment."""


@lru_cache(maxsize=1)
def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _NotYet
    return True


def _pack() -> bool:
    return Installation.objects.filter(pack=settings.PACK).exists()


def _worker() -> bool:
    return worker_alive(timezone.now())


def _disk() -> bool:
    return shutil.disk_usage(settings.VAR).free > DISK_FREE_BYTES


def _clock() -> bool:
    """The database's clock against ours, and its time zone table against ours where it has one."""
    now = timezone.now()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT now(), now() AT TIME ZONE %s", [settings.TIME_ZONE])
            theirs, wall = cursor.fetchone()
            ours = theirs.astimezone(ZoneInfo(settings.TIME_ZONE)).replace(tzinfo=None)
            return bool(wall == ours and abs(theirs - now) < CLOCKS_APART)
        cursor.execute("SELECT strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')")
        return abs(datetime.fromisoformat(cursor.fetchone()[0]) - now) < CLOCKS_APART


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "migrations": _migrations,
    "pack": _pack,
    "worker": _worker,
    "disk": _disk,
    "clock": _clock,
}
