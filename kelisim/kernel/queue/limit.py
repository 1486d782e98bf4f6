"""Stops a job that takes too long, by an alarm signal where the system has one."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OverLimit(KeyboardInterrupt):
    """The alarm rang. A KeyboardInterrupt, because `except Exception` in a library must not swallow it,
    and because it is the one exception on which psycopg cancels the running query."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises OverLimit inside the block after so many seconds; elsewhere than in the main thread, never."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise OverLimit

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def hurry(seconds: float) -> None:
    """Lets the running job have only so many seconds more: the worker was told to stop."""
    if hasattr(signal, "SIGALRM") and signal.getitimer(signal.ITIMER_REAL)[0] > seconds:
        signal.setitimer(signal.ITIMER_REAL, seconds)
