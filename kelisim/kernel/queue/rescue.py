"""Frees jobs whose worker was killed: they would stay RUNNING for ever."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kelisim.kernel.queue.perform import failed, known

GRACE = timedelta(seconds=30)


class WorkerLost(RuntimeError):
    """The worker that ran this job was killed."""


def rescue(now: datetime) -> int:
    """Marks every RUNNING row older than its limit as failed and asks again; gives how many."""
    freed = 0
    for row in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - GRACE):
        name, attempt, *args = row.args_kwargs["args"]
        if row.started_at and row.started_at + timedelta(seconds=known(name).limit) + GRACE > now:
            continue
        with transaction.atomic():
            mine = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING).update(
                status=TaskResultStatus.FAILED,
                finished_at=now,
                exception_class_path=f"{WorkerLost.__module__}.{WorkerLost.__qualname__}",
            )
            if mine:
                failed(name, attempt, tuple(args), row=UUID(str(row.pk)), error=WorkerLost.__name__)
                freed += 1
    return freed
