"""Questions a page asks again and again are put to the database once, while it is only read.

A page that writes asks anew each time: what it changes must show at once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

Answer = TypeVar("Answer")

_answers: ContextVar[dict[Hashable, object] | None] = ContextVar("answers_of_this_page", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """While a page is read, an answer holds until its end; within a reading it goes on."""
    if _answers.get() is not None:
        yield
        return
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once(question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer given before in this page; asks, if there is none or nobody is reading."""
    answers = _answers.get()
    if answers is None:
        return ask()
    if question not in answers:
        answers[question] = ask()
    return cast("Answer", answers[question])
