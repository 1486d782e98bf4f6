"""Which body holds which task on a day: its act runs, and the body is in being."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from kelisim.apps.institution.queries.tasks import TaskLine
from kelisim.engines.timeline.dates import parse
from kelisim.engines.timeline.fold import known
from kelisim.engines.timeline.types import Effect, Kind, Verb
from kelisim.kernel.packs.pack import Pack, current

SESSIONS = "story/sessions.csv"
Standing = Literal["held", "not given yet", "its act was repealed", "its body is not in being"]


@dataclass(frozen=True, kw_only=True)
class HeldTask:
    """A task and how it stands on the day."""

    line: TaskLine
    standing: Standing


def held_tasks(
    rows: Iterable[Effect],
    lines: Iterable[TaskLine],
    day: date,
    *,
    adopted: Mapping[str, date],
    bodies: frozenset[str],
) -> list[HeldTask]:
    """Every task in the pack's order. A task given by a session has no act that could be repealed.

    An act that only amends falls with the last of those it amended.
    """
    live = [row for row in known(rows, None) if row.last <= day]
    repealed = {row.subject for row in live if row.kind is Kind.ACT and row.verb is Verb.REPEAL}
    amended: dict[str, set[str]] = {}
    for row in live:
        if row.kind is Kind.ACT and row.verb is Verb.AMEND:
            amended.setdefault(row.act, set()).add(row.subject)
    gone = repealed | {act for act, others in amended.items() if others <= repealed}
    begun = {row.act for row in live} | {act for act, on in adopted.items() if on <= day}
    given = begun | {session for session, on in _sessions(current()).items() if on <= day}
    return [HeldTask(line=line, standing=_standing(line, given, gone, bodies)) for line in lines]


def _standing(line: TaskLine, given: set[str], gone: set[str], bodies: frozenset[str]) -> Standing:
    if (line.act or line.session) not in given:
        return "not given yet"
    if line.act in gone:
        return "its act was repealed"
    return "held" if line.organisation in bodies else "its body is not in being"


@lru_cache(maxsize=4)
def _sessions(pack: Pack) -> Mapping[str, date]:
    """The last possible day of each session of which a day is known."""
    rows = pack.csv(SESSIONS) if pack.has(SESSIONS) else []
    return {row["id"]: parse(row["on"]).last for row in rows if row["on"]}
