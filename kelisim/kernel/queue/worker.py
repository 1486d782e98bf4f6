"""The worker: asks for what is due, frees what was lost, runs what waits, and shows that it lives."""

from __future__ import annotations

import secrets
import signal
import threading
import time
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
BY_HAND = "by-hand"
ROUND = 50  # so many jobs, then the timetable and the heartbeat again
STOP_WITHIN = 3.0  # seconds a running job still gets after "stop"

log = structlog.get_logger("kelisim.queue")


class Pulse:
    """A worker's heartbeat: written when the last promise nears its end, not at every job."""

    def __init__(self, worker: str) -> None:
        self.worker = worker
        self.at = self.until = timezone.now() - PROMISE

    def rest(self) -> None:
        """Between jobs: the next sign of life comes within a minute."""
        now = timezone.now()
        if now - self.at >= BEAT_EVERY or self.until > now + PROMISE:
            self._beat(now, PROMISE)

    def work(self, limit: timedelta) -> None:
        """Before a job: nothing may be heard for as long as it is allowed to take."""
        now = timezone.now()
        if self.until < now + limit:
            self._beat(now, limit + PROMISE)

    def _beat(self, now: datetime, promise: timedelta) -> None:
        self.at, self.until = now, now + promise
        beat(self.worker, promise=promise)


def beat(worker: str, *, promise: timedelta = PROMISE) -> None:
    """Writes a sign of life, and until when the next will come."""
    now = timezone.now()
    Heartbeat.objects.update_or_create(worker=worker, defaults={"at": now, "until": now + promise})


def run_due(now: datetime | None = None, *, at_most: int = 10_000) -> int:
    """Runs everything due once, what the jobs themselves ask for included; gives how many jobs ran.

    `now` is the real moment unless given: a test may look ahead with it.
    """
    load_all()
    moment = now or timezone.now()
    ask_due(moment)
    rescue(moment)
    done = 0
    while done < at_most and (row := _claim(now or timezone.now(), BY_HAND)):
        _run(row, BY_HAND)
        done += 1
    return done


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
    started = time.monotonic()
    runner.run_task(row)
    milliseconds = round((time.monotonic() - started) * 1000)
    log.info("job", job=row.args_kwargs["args"][0], status=row.status.lower(), duration_ms=milliseconds)


def run_worker(*, pause_seconds: float = 1.0) -> None:
    """Works until told to stop by SIGINT or SIGTERM; the running job then gets three seconds more."""
    pulse = Pulse(secrets.token_hex(8))
    stop = threading.Event()

    def told_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        hurry(STOP_WITHIN)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, told_to_stop)
    load_all()
    log.info("worker_started")
    while not stop.is_set():
        _round(pulse, stop)
        close_old_connections()
        stop.wait(pause_seconds)
    Heartbeat.objects.filter(worker=pulse.worker).delete()
    log.info("worker_stopped")


def _round(pulse: Pulse, stop: threading.Event) -> None:
    """One turn of the loop; a database that is away for a while does not end the worker."""
    now = timezone.now()
    try:
        pulse.rest()
        ask_due(now)
        rescue(now)
        for _ in range(ROUND):
            row = None if stop.is_set() else _claim(timezone.now(), pulse.worker)
            if row is None:
                break
            pulse.work(timedelta(seconds=known(row.args_kwargs["args"][0]).limit))
            _run(row, pulse.worker)
    except OperationalError as error:
        log.warning("database_away", error=type(error).__name__)
        connection.close()
