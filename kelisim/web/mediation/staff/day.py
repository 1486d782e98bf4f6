"""A mediator's working day in words: today's meetings, and one link from each case to its next deed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.mediation.models import Case, Mediator, Session
from kelisim.apps.mediation.queries import desk
from kelisim.apps.mediation.queries.working_day import SIDES as BOTH
from kelisim.apps.mediation.queries.working_day import YOU, Next, meetings_of_the_day, next_of
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.packs.zones import zone_of
from kelisim.kernel.texts import say
from kelisim.web.mediation.staff.door import address
from kelisim.web.mediation.staff.rows import Row, rows_of
from kelisim.web.mediation.staff.told import SIDES

WHAT: dict[str, Promise] = {
    "window": _("The sides may still object"),
    "agreement": _("Write the agreement to mediate"),
    "sign": _("Read and sign"),
    "signatures": _("The sides read and sign"),
    "record": _("Record a meeting"),
    "meet": _("The meeting is planned"),
    "plan": _("Plan a meeting"),
    "perform": _("The sides do what they promised"),
    "wait": _("Nothing waits for you"),
}

PILES: dict[str, Promise] = {
    "yours": pgettext_lazy("cases", "Your turn, not yet today"),
    "sides": pgettext_lazy("cases", "The sides' turn"),
    "rest": pgettext_lazy("cases", "Nothing to do now"),
}


@dataclass(frozen=True, kw_only=True)
class Work:
    """A case of the list with what comes next in it, and the pile of the desk it lies on."""

    row: Row
    what: str
    href: str
    hers: bool
    by: date | None
    pile: str


@dataclass(frozen=True, kw_only=True)
class Pile:
    """Cases that wait for the same; shown as one line until it is opened."""

    label: str
    works: Sequence[Work]


@dataclass(frozen=True, kw_only=True)
class Today:
    """One meeting of the day."""

    number: str
    href: str
    at: str
    mode: str
    apart: str
    record: str
    over: bool


def works_of(cases: Iterable[Case]) -> list[Work]:
    """The lines of her desk."""
    listed = list(cases)
    rows = rows_of(desk.desk_rows(listed, names=True), "mediator-case")
    return [_work(case, row, next_of(case)) for case, row in zip(listed, rows, strict=True)]


def due(works: Iterable[Work]) -> list[Work]:
    """What she must do today, and what she should have done before."""
    return [one for one in works if one.pile == "today"]


def piles_of(works: Sequence[Work]) -> list[Pile]:
    """The other cases, by whose turn it is; an empty pile is none."""
    piles = {label: [one for one in works if one.pile == pile] for pile, label in PILES.items()}
    return [Pile(label=str(label), works=found) for label, found in piles.items() if found]


def today_of(mediator: Mediator | None) -> list[Today]:
    """Her meetings of today, and earlier ones whose outcome is still open."""
    now = timezone.now()
    return [
        Today(
            number=str(one.case),
            href=address("mediator-case", one.case),
            at=_at(one, now),
            mode=code_name("modes", one.mode).of(),
            apart=str(SIDES[one.apart.side]) if one.apart else "",
            record=f"{address('mediator-deed', one.case, deed='record')}?meeting={one.number}",
            over=one.starts_at <= now,
        )
        for one in (meetings_of_the_day(mediator) if mediator else [])
    ]


def _at(one: Session, now: datetime) -> str:
    zone = zone_of(str(one.case.region_id or "")).key
    today = timezone.localdate(one.starts_at) == timezone.localdate(now)
    return say.clock(one.starts_at, zone=zone) if today else say.moment(one.starts_at, zone=zone)


def _work(case: Case, row: Row, then: Next) -> Work:
    query = f"?meeting={then.meeting}" if then.meeting else ""
    href = f"{address('mediator-deed', case, deed=then.deed)}{query}" if then.deed else ""
    return Work(
        row=row,
        what=str(WHAT[then.what]),
        href=href,
        hers=then.whose == YOU,
        by=then.by,
        pile=_pile(row, then),
    )


def _pile(row: Row, then: Next) -> str:
    if then.whose != YOU and not row.late:
        return "sides" if then.whose == BOTH else "rest"
    day = then.by or row.last_day
    return "today" if row.late or (day is not None and day <= timezone.localdate()) else "yours"
