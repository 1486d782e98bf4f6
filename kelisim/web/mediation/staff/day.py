"""A mediator's working day in words: today's meetings, and one link from each case to its next deed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.models import Case, Mediator
from kelisim.apps.mediation.queries import desk
from kelisim.apps.mediation.queries.working_day import YOU, Next, meetings_of_the_day, next_of
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.packs.zones import zone_of
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


@dataclass(frozen=True, kw_only=True)
class Work:
    """A case of the list with what comes next in it."""

    row: Row
    what: str
    href: str
    hers: bool
    by: date | None


@dataclass(frozen=True, kw_only=True)
class Today:
    """One meeting of the day."""

    number: str
    href: str
    at: datetime
    zone: str
    mode: str
    apart: str
    record: str


def works_of(cases: Iterable[Case]) -> list[Work]:
    """The lines of her desk."""
    listed = list(cases)
    rows = rows_of(desk.desk_rows(listed, names=True), "mediator-case")
    return [_work(case, row, next_of(case)) for case, row in zip(listed, rows, strict=True)]


def today_of(mediator: Mediator | None) -> list[Today]:
    """Her meetings of today, and those whose outcome is still open."""
    return [
        Today(
            number=str(one.case),
            href=address("mediator-case", one.case),
            at=one.starts_at,
            zone=zone_of(str(one.case.region_id or "")).key,
            mode=code_name("modes", one.mode).of(),
            apart=str(SIDES[one.apart.side]) if one.apart else "",
            record=f"{address('mediator-deed', one.case, deed='record')}?meeting={one.number}",
        )
        for one in (meetings_of_the_day(mediator) if mediator else [])
    ]


def _work(case: Case, row: Row, then: Next) -> Work:
    query = f"?meeting={then.meeting}" if then.meeting else ""
    href = f"{address('mediator-deed', case, deed=then.deed)}{query}" if then.deed else ""
    return Work(row=row, what=str(WHAT[then.what]), href=href, hers=then.whose == YOU, by=then.by)
