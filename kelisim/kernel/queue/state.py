"""How the queue stands: what the status page and the health check are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kelisim.kernel.queue.job import load_all
from kelisim.kernel.queue.models import Due, Flag, Heartbeat
from kelisim.kernel.queue.timetable import ENTRIES

SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class Row:
    """One stored attempt at a job."""

    name: str
    attempt: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry of the timetable."""

    name: str
    minutes: int
    daily: str
    next_at: datetime | None
    fired_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class State:
    """The queue on one page."""

    waiting: int
    due: int
    oldest_due_at: datetime | None
    done: int
    failed: int
    running: list[Row]
    next_up: list[Row]
    flags: list[Flag]
    timetable: list[Line]
    beat_at: datetime | None
    alive: bool


def worker_alive(now: datetime) -> bool:
    """Whether some worker wrote in time: within 60 seconds, or within the limit of the job it runs."""
    return Heartbeat.objects.filter(until__gt=now).exists()


def state(now: datetime) -> State:
    """Everything the status page shows, in a fixed number of queries."""
    load_all()
    waits = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    due = waits.filter(run_after__lte=now).aggregate(number=Count("id"), oldest=Min("run_after"))
    counts = dict(DBTaskResult.objects.values_list("status").annotate(number=Count("id")).order_by())
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).order_by("started_at")[:SHOWN]
    return State(
        waiting=counts.get(TaskResultStatus.READY, 0),
        due=due["number"],
        oldest_due_at=due["oldest"],
        done=counts.get(TaskResultStatus.SUCCESSFUL, 0),
        failed=counts.get(TaskResultStatus.FAILED, 0),
        running=[_row(row, row.started_at) for row in running],
        next_up=[_row(row, row.run_after) for row in waits.order_by("run_after")[:SHOWN]],
        flags=list(Flag.objects.filter(lowered_at=None)[:SHOWN]),
        timetable=_timetable(),
        beat_at=Heartbeat.objects.aggregate(last=Max("at"))["last"],
        alive=worker_alive(now),
    )


def _row(row: DBTaskResult[..., Any], at: datetime) -> Row:
    name, attempt, *_args = row.args_kwargs["args"]
    return Row(name=name, attempt=attempt, at=at)


def _timetable() -> list[Line]:
    rows = {due.name: due for due in Due.objects.all()}
    lines = []
    for name, entry in sorted(ENTRIES.items()):
        due = rows.get(name)
        lines.append(
            Line(
                name=name,
                minutes=entry.minutes,
                daily=f"{entry.daily:%H:%M}" if entry.daily else "",
                next_at=due.at if due else None,
                fired_at=due.fired_at if due else None,
            )
        )
    return lines
