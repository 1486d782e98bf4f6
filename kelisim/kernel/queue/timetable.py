"""`every` in a room's tasks.py says what runs regularly; one row per entry, fired by one worker only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from kelisim.kernel.queue.later import later
from kelisim.kernel.queue.models import Due


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A job that runs every so many minutes, or daily at a time of the country's clock."""

    name: str
    minutes: int = 0
    daily: time | None = None

    def first(self, now: datetime) -> datetime:
        """At once for minutes; at the next such time for a daily entry."""
        return self.next(now) if self.daily else now

    def next(self, now: datetime) -> datetime:
        """The first moment after now; what was missed while no worker ran is fired once, not caught up."""
        if self.daily is None:
            return now + timedelta(minutes=self.minutes)
        local = timezone.localtime(now)
        day = local.date() if local.time() < self.daily else local.date() + timedelta(days=1)
        return timezone.make_aware(datetime.combine(day, self.daily))


class NotATimetable(ValueError):
    """Neither minutes nor a daily time, or both."""

    def __init__(self, name: str) -> None:
        super().__init__(f'every({name!r}): give minutes=15 or daily="03:00", one of the two.')


ENTRIES: dict[str, Entry] = {}


def every(name: str, *, minutes: int = 0, daily: str = "") -> None:
    """Puts a job on the timetable."""
    if (minutes > 0) == bool(daily):
        raise NotATimetable(name)
    ENTRIES[name] = Entry(name=name, minutes=minutes, daily=time.fromisoformat(daily) if daily else None)


def ask_due(now: datetime) -> int:
    """Asks for every entry that is due. Two workers may call this at once: a conditional update decides."""
    asked = 0
    rows = {due.name: due for due in Due.objects.all()}
    for entry in ENTRIES.values():
        due = rows.get(entry.name)
        if due is None:
            due, _new = Due.objects.get_or_create(name=entry.name, defaults={"at": entry.first(now)})
        if due.at > now:
            continue
        with transaction.atomic():
            mine = Due.objects.filter(pk=due.pk, at=due.at).update(at=entry.next(now), fired_at=now)
            if mine:
                later(entry.name)
                asked += 1
    return asked
