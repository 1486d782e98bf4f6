"""The one stored task: runs a job by name, and on failure asks again or raises a flag."""

from __future__ import annotations

import traceback
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from kelisim.kernel.queue.job import Job, UnknownJob, find
from kelisim.kernel.queue.limit import OverLimit, limited
from kelisim.kernel.queue.models import Asked, Flag

Arg = int | str
WITHOUT_NAME = Job(name="", work=lambda: None, tries=1, waits=(60,), limit=120)


class JobFailed(RuntimeError):
    """What is stored of an error: its class and the lines it came through, never its message."""


@task(takes_context=True)
def perform(context: TaskContext, name: str, attempt: int, *args: Arg) -> None:
    """One attempt at one job."""
    row = UUID(context.task_result.id)
    job = known(name)
    try:
        with limited(job.limit):
            find(name).work(*args)
    except (Exception, OverLimit) as error:  # noqa: BLE001 - whatever went wrong, the job is asked for again
        told = error_without_values(error)
        failed(name, attempt, args, row=row, error=type(error).__name__)
        raise JobFailed(told) from None


def known(name: str) -> Job:
    """The job of that name, or one that is tried once if the name is gone."""
    try:
        return find(name)
    except UnknownJob:
        return WITHOUT_NAME


def error_without_values(error: BaseException) -> str:
    """Class and lines of an error. Messages hold values, and values may be what a person typed."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join([type(error).__qualname__, *lines])


def failed(name: str, attempt: int, args: tuple[Any, ...], *, row: UUID, error: str) -> None:
    """Asks for the next attempt, or raises a flag after the last; once per stored row."""
    job = known(name)
    now = timezone.now()
    if attempt < job.tries:
        wait = timedelta(seconds=job.wait_after(attempt))
        ask(name, attempt + 1, args, at=now + wait, once=f"again:{row}")
    else:
        told = {"name": name, "args": list(args), "tries": attempt, "error": error[:200], "raised_at": now}
        Flag.objects.get_or_create(row=row, defaults=told)


def ask(name: str, attempt: int, args: tuple[Any, ...], *, at: datetime, once: str = "") -> bool:
    """Stores one attempt to be made at that moment. False if that key was asked before."""
    with transaction.atomic():
        if once and not Asked.objects.get_or_create(key=once, defaults={"at": timezone.now()})[1]:
            return False
        perform.using(run_after=at).enqueue(name, attempt, *args)
    return True
