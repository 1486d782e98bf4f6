"""Workers as real processes beside each other: nothing runs twice, nothing is lost."""

import os
import signal

PREPARE = """
from kelisim.kernel.queue.job import job
from kelisim.kernel.queue.later import later
from kelisim.kernel.queue import timetable, worker
seen = []
job("test.note", limit=1)(lambda *args: seen.append(args))
timetable.ENTRIES.clear()
"""


def test_two_workers_never_run_one_job_or_fire_one_entry_twice(beside):
    beside(PREPARE + "for n in range(40): later('test.note', n)")
    told = beside(
        PREPARE
        + """
worker.load_all(); timetable.ENTRIES.clear(); timetable.every("test.note", minutes=600)
for _ in range(5): worker.run_due()
for args in seen: print(*args or ["fired"])
""",
        3,
    )
    lines = [line for out in told for line in out.splitlines()]
    assert sorted(lines) == sorted([*map(str, range(40)), "fired"])


def test_once_holds_between_processes(beside):
    asked = beside(PREPARE + "print(sum(later('test.note', n, once=f'key:{n}') for n in range(20)))", 3)
    assert sum(map(int, asked)) == 20


def test_a_killed_workers_job_is_run_by_the_next(beside):
    slow = (
        PREPARE
        + "import time\njob('test.slow', limit=1)(lambda: print('begun', flush=True) or time.sleep(60))\n"
    )
    beside(slow + "later('test.slow')")
    child = beside.start(slow + "worker.run_due()")
    assert child.stdout.readline() == "begun\n"
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    after = (
        PREPARE
        + """
from datetime import timedelta
from django.utils import timezone
job('test.slow', limit=1)(lambda: print('done'))
worker.run_due(timezone.now() + timedelta(seconds=40))
worker.run_due(timezone.now() + timedelta(seconds=400))
"""
    )
    assert beside(after) == ["done"]


def test_the_worker_stops_when_told(beside):
    child = beside.start(
        PREPARE
        + "later('test.note', 1)\njob('test.note')(lambda n: print('ran', flush=True))\nworker.run_worker()"
    )
    assert child.stdout.readline().strip()
    child.send_signal(signal.SIGTERM)
    child.communicate(timeout=5)
    assert child.returncode == 0
    left = "from kelisim.kernel.queue.models import Heartbeat\nprint(Heartbeat.objects.count())"
    assert beside(left) == ["0"]
