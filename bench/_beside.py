"""A page beside bare SQL, in turn within one run, so that whatever else the machine does hits all of them.

Three spans a page: the bare SQL of its main question, written by hand; the bare SQL of every statement the
page puts (who is signed in, which keys, each list and sum), taken from the page with its parameters and put
again through the driver with all rows fetched; and the whole page, from the request to the last byte.
"""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

import structlog
from django.db import connection

ASKED, TIMES = 60, 3
Ask = Callable[[], object]


@dataclass(frozen=True, kw_only=True)
class Page:
    """What is asked, the page, and the bare SQL of its main question."""

    what: str
    page: Ask
    main: Ask


def quiet() -> None:
    """No line a request: it would be measured with it, and hide the table."""
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def asked(question: str, values: list[object]) -> list[tuple[object, ...]]:
    """One statement through the driver, with its rows."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()


HEAD = (
    f"{'':24}queries |  p95, ms: main  all SQL     page   x main  x all | least: main  all SQL     page"
    "   x main  x all | Python of the page, ms"
)


def told(one: Page) -> int:
    """One line of the table; 1 if the page takes more than three times all its statements put bare."""
    one.page()
    statements = _statements(one.page)

    def whole() -> None:
        with connection.connection.cursor() as cursor:
            for question, values in statements:
                cursor.execute(question, values)
                cursor.fetchall()

    one.main(), whole()
    worst, least, python = _spans([one.main, whole, one.page])
    print(
        f"  {one.what:22}{len(statements):7} | {_line(worst)} | {_line(least)} | {python:6.1f}",
        flush=True,
    )
    return int(worst[2] > TIMES * worst[1])


def _spans(asks: list[Ask]) -> tuple[list[float], list[float], float]:
    """p95 and least of each in ms, asked in turn; and the median of the last one's own processor time."""
    spans: list[list[float]] = [[] for _ask in asks]
    python = []
    gc.collect()
    for _ in range(ASKED):
        for kept, ask in zip(spans, asks, strict=True):
            begun, spent = time.perf_counter(), time.process_time()
            ask()
            kept.append(1000 * (time.perf_counter() - begun))
        python.append(1000 * (time.process_time() - spent))
    p95 = [sorted(kept)[int(ASKED * 0.95)] for kept in spans]
    return p95, [min(kept) for kept in spans], median(python)


def _line(spans: list[float]) -> str:
    main, whole, page = spans
    return f"{main:13.1f}{whole:9.1f}{page:9.1f}{page / main:9.1f}{page / whole:7.1f}"


def _statements(page: Ask) -> list[tuple[str, object]]:
    """Every statement of the page with its parameters; a page of a list writes nothing."""
    found: list[tuple[str, object]] = []

    def kept(execute: Callable[..., object], question: str, values: object, *rest: object) -> object:
        found.append((question, values))
        return execute(question, values, *rest)

    with connection.execute_wrapper(kept):
        page()
    writing = [question for question, _values in found if not question.lstrip(" (").startswith("SELECT")]
    assert not writing, writing
    return found
