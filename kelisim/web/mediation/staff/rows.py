"""A case as a line of a list, in the reader's words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils import timezone

from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.queries.desk import DeskRow
from kelisim.apps.mediation.states import State
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.mediation.staff.door import address
from kelisim.web.mediation.staff.words import STATES, named

_GOOD = {State.SETTLED, State.FOLLOW_UP}
_TALKS = {State.AGREED, State.RUNNING}


@dataclass(frozen=True, kw_only=True)
class Row:
    """What a list shows of one case."""

    number: str
    href: str
    names: str = field(repr=False)
    topic: str
    language: str
    place: str
    office: str
    state: str
    tone: str
    clock: str
    last_day: date | None
    late: bool
    careful: bool
    repeat: bool = False
    received_at: datetime | None
    received_on: date | None


def rows_of(found: Iterable[DeskRow], page: str, *, repeats: Collection[int] = ()) -> list[Row]:
    """The lines; each leads to `page` of its case. `repeats`: which may be the same matter as another."""
    return [replace(_row(one, page), repeat=one.case.pk in repeats) for one in found]


def state_of(state: str, closing: str) -> str:
    """Where a case stands, in words; a closed one says why."""
    if state in {State.CLOSED, State.ENDED} and closing:
        return code_name("closing", closing).of()
    return named(STATES, state)


def tone_of(state: str) -> str:
    """How its badge looks."""
    if state in _GOOD:
        return "good"
    return "now" if state in _TALKS else ""


def _row(one: DeskRow, page: str) -> Row:
    case = one.case
    return Row(
        number=str(case),
        href=address(page, case),
        names=" · ".join(one.names),
        topic=code_name("topics", case.topic).of(),
        language=say.language_name(case.language),
        place=of(case.territory, "name") if case.territory else "",
        office=of(case.office, "name") if case.office else "",
        state=state_of(case.state, case.closing),
        tone=tone_of(case.state),
        clock=str(Clock(case.clock).label) if case.clock else "",
        last_day=one.last_day,
        late=one.late,
        careful=case.careful,
        received_at=case.received_at,
        received_on=timezone.localdate(case.received_at) if case.received_at else None,
    )
