"""The time of keeping: which closed cases are over it, and by which value of the pack."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import QuerySet
from django.utils import timezone

from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.states import State
from kelisim.kernel.packs.dated import DatedValue, NoValue, value_on


def rule(on: date | None = None) -> DatedValue | None:
    """The value in force, verified or not; none in a country that sets no time."""
    try:
        return value_on("retention_years", on)
    except NoValue:
        return None


def keep_until(closed: date, years: int) -> date:
    """The last day of keeping; the 29th of February becomes the 28th."""
    try:
        return closed.replace(year=closed.year + years)
    except ValueError:
        return closed.replace(year=closed.year + years, day=28)


def last_day(case: Case) -> date | None:
    """The last day on which this case is kept; none while it is open, or where no time is set."""
    told = rule()
    if told is None or case.closed_at is None:
        return None
    return keep_until(timezone.localdate(case.closed_at), int(str(told.value)))


def over(cases: QuerySet[Case], today: date) -> QuerySet[Case]:
    """Of these, the closed ones whose last day is over and whose keys still exist, the oldest first."""
    told = rule(today)
    if told is None:
        return cases.none()
    first_kept = keep_until(today, -int(str(told.value)))
    until = timezone.make_aware(datetime.combine(first_kept, time()))
    rows = cases.filter(state=State.CLOSED, closed_at__lt=until, wraps__isnull=False)
    return rows.distinct().order_by("closed_at", "pk")
