"""The worker: asks for what is due, frees what was lost, runs what waits, and shows that it lives."""

from __future__ import annotations

import secrets
import signal
import threading
from datetime import datetime, timedelta
from types import FrameType
from typing import Any

import structlog
from django.db import OperationalError, close_old_connections, connection
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult, get_date_max
from django_tasks_db.utils import exclusive_transaction

from kelisim.kernel.queue.job import load_all
from kelisim.kernel.queue.limit import hurry
from kelisim.kernel.queue.models import Heartbeat
from kelisim.kernel.queue.perform import known
from kelisim.kernel.queue.rescue import rescue
from kelisim.kernel.queue.timetable import ask_due

PROMISE = timedelta(seconds=60)
BEAT_EVERY = timedelta(seconds=10)  # each beat is a synced write
ROUND = 50  # so many jobs, then the timetable and the heartbeat again
STOP_WITHIN = 3.0  # seconds a running job still gets after "stop"

log = structlog.get_logger("kelisim.queue")


def run_due(now: datetime | None = None, *, worker: str = "by-hand", at_most: int = 10_000) -> int:
    """Runs everything due once, what the jobs themselves ask for included; gives how many jobs ran.

    `now` is the real moment unless given: a test may look ahead with it.
    """
    load_all()
    moment = now or timezone.now()
    ask_due(moment)
    rescue(moment)
    return _drain(now, worker, at_most)


def _drain(now: datetime | None, worker: str, at_most: int, stop: threading.Event | None = None) -> int:
    for done in range(at_most):
        row = None if stop and stop.is_set() else _claim(now or timezone.now(), worker)
        if row is None:
            return done
        _run(row, worker)
    return at_most


def _claim(now: datetime, worker: str) -> DBTaskResult[..., Any] | None:
    """Takes the next due row; a look without a lock comes first, since most looks find nothing."""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    ready = ready.filter(Q(run_after=get_date_max()) | Q(run_after__lte=now))
    if not ready.exists():
        return None
    with exclusive_transaction():
        row: DBTaskResult[..., Any] | None = ready.get_locked()
        if row is not None:
            row.claim(worker)
    return row


def _run(row: DBTaskResult[..., Any], worker: str) -> None:
    name = row.args_kwargs["args"][0]
    limit = timedelta(seconds=known(name).limit)
    if limit >= PROMISE:
        beat(worker, promise=limit + PROMISE)
    runner = Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker,
        excluded_queue_names=[],
    )
    started = timezone.now()
    runner.run_task(row)
    seconds = (timezone.now() - started).total_seconds()
    log.info("job", job=name, status=row.status.lower(), duration_ms=round(seconds * 1000))


def beat(worker: str, *, promise: timedelta = PROMISE) -> None:
    """Writes a sign of life, and until when the next will come."""
    now = timezone.now()
    Heartbeat.objects.update_or_create(worker=worker, defaults={"at": now, "until": now + promise})


def run_worker(*, pause_seconds: float = 1.0) -> None:
    """Works until told to stop by SIGINT or SIGTERM; the running job then gets three seconds more."""
    worker = secrets.token_hex(8)
    stop = threading.Event()

    def told_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        hurry(STOP_WITHIN)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, told_to_stop)
    load_all()
    log.info("worker_started")
    while not stop.is_set():
        _round(worker, stop)
        close_old_connections()
        stop.wait(pause_seconds)
    Heartbeat.objects.filter(worker=worker).delete()
    log.info("worker_stopped")


def _round(worker: str, stop: threading.Event) -> None:
    """One turn of the loop; a database that is away for a while does not end the worker."""
    now = timezone.now()
    try:
        if not Heartbeat.objects.filter(worker=worker, at__gt=now - BEAT_EVERY).exists():
            beat(worker)
        ask_due(now)
        rescue(now)
        _drain(None, worker, ROUND, stop)
    except OperationalError as error:
        log.warning("database_away", error=type(error).__name__)
        connection.close()
