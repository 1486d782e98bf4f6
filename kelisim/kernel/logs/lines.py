"""Logs: one JSON object a line on stderr, through an allow list of keys."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# Nothing else is ever written: no names, texts, addresses, query strings or arguments of jobs.
ALLOWED = frozenset(
    {"at", "level", "event", "room", "deed", "page", "method", "status", "duration_ms", "count", "rows"}
    | {"job", "request_id", "role", "error", "where"}
)


def only_allowed(_logger: object, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drops every key that is not on the list."""
    return {key: value for key, value in line.items() if key in ALLOWED}


class Bare(logging.Formatter):
    """A line of the framework or a library: its logger's name, level, class and place of an error.

    The message is left out, because it may hold an address, a path with a query, or what a person typed.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One JSON line."""
        line: dict[str, Any] = {"event": record.name, "level": record.levelname.lower()}
        if record.exc_info and record.exc_info[1]:
            line |= error_place(record.exc_info[1])
        if status := getattr(record, "status_code", None):
            line["status"] = status
        stamped = structlog.processors.TimeStamper(fmt="iso", utc=True, key="at")(None, "", line)
        return str(structlog.processors.JSONRenderer(ensure_ascii=True)(None, "", stamped))


def error_place(error: BaseException) -> dict[str, str]:
    """Class of an error and the last line of ours it came through; never its message."""
    place = ""
    trace = error.__traceback__
    while trace:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if module.startswith("kelisim.") or not place:
            place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return {"error": type(error).__qualname__, "where": place}


def configure() -> None:
    """Called once, from the settings."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            only_allowed,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            structlog.processors.JSONRenderer(ensure_ascii=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_names: structlog.PrintLogger(sys.stderr),
    )


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"bare": {"()": "kelisim.kernel.logs.lines.Bare"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "bare"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Our own middleware logs each request, and the worker each job, without values.
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.request": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django_tasks": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "axes": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
