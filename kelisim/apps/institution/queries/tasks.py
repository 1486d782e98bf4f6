"""Aims and tasks by the act that gave them; bills and opinions on them."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from kelisim.kernel.packs.pack import Pack, current
from kelisim.kernel.packs.shapes import Line, Names, YesNo, shaped

TASKS, BILLS = "institution/tasks.yaml", "institution/bills.yaml"


class TaskLine(Line):
    """One aim or task: the act and clause that gave it, or the session where no act was identified."""

    id: str
    kind: Literal["aim", "task", "priority"]
    organisation: str
    act: str = ""
    clause: str = ""
    session: str = ""
    evidence: Literal["", "mediation-figures"] = ""
    text: Names
    source: str
    verified: YesNo


class BillLine(Line):
    """A bill, the opinion given on it, and what became of it."""

    id: str
    title: Names
    introduced: str
    by: str
    article: str = ""
    opinion: Names
    outcome: Literal["pending", "taken in full", "taken in part", "not taken"]
    act: str = ""
    source: str
    verified: YesNo


def tasks() -> tuple[TaskLine, ...]:
    """In the order of the pack; none where the pack names none."""
    return _tasks(current())


def bills() -> tuple[BillLine, ...]:
    """Bills on which the institution gave an opinion, in the order of the pack."""
    return _bills(current())


@lru_cache(maxsize=4)
def _tasks(pack: Pack) -> tuple[TaskLine, ...]:
    return tuple(shaped(pack.records(TASKS), TASKS, TaskLine)) if pack.has(TASKS) else ()


@lru_cache(maxsize=4)
def _bills(pack: Pack) -> tuple[BillLine, ...]:
    return tuple(shaped(pack.records(BILLS), BILLS, BillLine)) if pack.has(BILLS) else ()
