"""What warnings are made of: applications of some weeks, the people behind them, what was delivered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Min, QuerySet

from kelisim.apps.mediation.models import Case, Party, WarnedWeek
from kelisim.apps.mediation.models.case import Outcome
from kelisim.kernel.packs.dated import value_on

WEEK = timedelta(weeks=1)
Cell = tuple[str, str]


def number_on(key: str, day: date) -> int:
    """A number of the pack's rule of warnings."""
    return int(str(value_on(key, day, file="statistics/warnings").value))


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def delivered(since: date) -> list[WarnedWeek]:
    """What was delivered of weeks since that day, oldest first."""
    return list(WarnedWeek.objects.filter(week__gte=since))


def people(since: date, until: date, cells: Iterable[Cell]) -> dict[Cell, tuple[int, int]]:
    """Different applicants and different other sides of these cells; one query.

    All unknown people of a cell count as one.
    """
    wanted = set(cells)
    found: dict[tuple[Cell, str], set[str]] = defaultdict(set)
    sides = Party.objects.filter(
        case__in=applied(since, until), case__topic__in={topic for _, topic in wanted}
    )
    for place, topic, side, who in sides.values_list("case__territory", "case__topic", "side", "person_hash"):
        found[(district_of(place), topic), side].add(who)
    return {
        cell: (len(found[cell, Party.Side.APPLICANT]), len(found[cell, Party.Side.RESPONDENT]))
        for cell in wanted
    }


def first_real_day() -> date | None:
    """When the first application came in that is not a sample."""
    first: date | None = Case.objects.filter(sample=False).aggregate(first=Min("entered_on"))["first"]
    return first


def applied(since: date, until: date) -> QuerySet[Case]:
    """Applications of these days that name a place."""
    applied = Case.objects.filter(entered_on__gte=since, entered_on__lt=until, territory__isnull=False)
    return applied.exclude(outcome=Outcome.APPEAL).order_by()


def district_of(code: str) -> str:
    """The district a deeper place lies in; a city that is a region is its own."""
    return code[:4].ljust(9, "0")
