"""`@job` in a room's tasks.py names a function that can be asked for later, and says how often to try it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.module_loading import autodiscover_modules

Work = Callable[..., None]


@dataclass(frozen=True, kw_only=True)
class Job:
    """A named function, its number of tries, the seconds between them and its limit in seconds."""

    name: str
    work: Work
    tries: int
    waits: tuple[int, ...]
    limit: float

    def wait_after(self, attempt: int) -> int:
        """Seconds to wait after the given attempt, counted from 1; the last wait repeats."""
        return self.waits[min(attempt, len(self.waits)) - 1]


class UnknownJob(LookupError):
    """Something was asked for that no room's tasks.py names."""

    def __init__(self, name: str) -> None:
        super().__init__(f"No @job({name!r}) in that room's tasks.py: correct the name or add the job.")


class JobNamedTwice(ValueError):
    """Two functions claim one name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"@job({name!r}) stands twice: give one of them another name.")


JOBS: dict[str, Job] = {}


def job(
    name: str, *, tries: int = 5, waits: tuple[int, ...] = (60, 300, 1800, 7200), limit: float = 120
) -> Callable[[Work], Work]:
    """Registers a function as "room.job". It gets keys and codes only, and may be run twice: write it so."""

    def named(work: Work) -> Work:
        if name in JOBS and JOBS[name].work.__module__ != work.__module__:
            raise JobNamedTwice(name)
        JOBS[name] = Job(name=name, work=work, tries=tries, waits=waits, limit=limit)
        return work

    return named


def find(name: str) -> Job:
    """The job of that name; its room's tasks are imported now, so that whoever asks need not."""
    if name not in JOBS:
        room = name.partition(".")[0]
        tasks = f"{apps.app_configs[room].name}.tasks" if room in apps.app_configs else ""
        if tasks and find_spec(tasks):
            import_module(tasks)
    if name not in JOBS:
        raise UnknownJob(name)
    return JOBS[name]


def load_all() -> None:
    """Imports every room's tasks, and with them the jobs and the timetable."""
    autodiscover_modules("tasks")
