"""The queue's own housekeeping."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kelisim.kernel.queue.job import job
from kelisim.kernel.queue.models import Asked, Due, Flag, Heartbeat
from kelisim.kernel.queue.timetable import ENTRIES, every

KEEP_DONE = timedelta(days=30)
KEEP_FAILED = timedelta(days=180)
KEEP_KEYS = timedelta(days=400)
KEEP_BEATS = timedelta(days=1)


@job("queue.sweep")
def sweep() -> None:
    """Removes rows nobody will ask about any more; flags that still stand are kept."""
    now = timezone.now()
    rows = DBTaskResult.objects
    rows.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - KEEP_DONE).delete()
    rows.filter(status=TaskResultStatus.FAILED, finished_at__lt=now - KEEP_FAILED).delete()
    Asked.objects.filter(at__lt=now - KEEP_KEYS).delete()
    Flag.objects.filter(lowered_at__lt=now - KEEP_FAILED).delete()
    Heartbeat.objects.filter(until__lt=now - KEEP_BEATS).delete()
    Due.objects.exclude(name__in=ENTRIES).delete()


every("queue.sweep", daily="03:40")
