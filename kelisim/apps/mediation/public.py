"""All that other rooms may ask: counts that may be published, never a case, never a person."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Literal

from django.utils import timezone

from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.queries.measures import quarter
from kelisim.engines.disclosure.suppress import release
from kelisim.engines.disclosure.types import Cell, Released, Rule
from kelisim.kernel.packs.dated import value_on

Level = Literal["region_topic", "district", "outcome"]
_PLACES: dict[Level, tuple[str, str]] = {
    "region_topic": ("region", "topic"),
    "district": ("territory", ""),
    "outcome": ("", "outcome"),
}


class NotReleased(ValueError):
    """The period is not over, or is not one the level is published for."""

    def __init__(self, level: str, since: date, until: date) -> None:
        super().__init__(f"{level} {since.isoformat()}..{until.isoformat()}")


def released_counts(level: Level, *, since: date, until: date) -> Released:
    """Applications of a finished period, suppressed and rounded (docs/method/disclosure.md).

    `region_topic`: region by topic class, of one quarter. `district`: a list of districts, of one year.
    `outcome`: how applications were resolved in the whole country, of one quarter or year.
    `until` is the first day after the period. Raises NotReleased: no live counter leaves the room.
    """
    if not _published(level, since, until):
        raise NotReleased(level, since, until)
    rule = _rule(until)
    cases: dict[tuple[str, str], set[int]] = defaultdict(set)
    people: dict[tuple[str, str], set[str]] = defaultdict(set)
    row_name, column_name = _PLACES[level]
    counted = "resolved_on" if level == "outcome" else "entered_on"
    rows = Case.objects.filter(
        entered_on__isnull=False,
        parties__side=Party.Side.APPLICANT,
        **{f"{counted}__gte": since, f"{counted}__lt": until},
    ).values_list("pk", "region", "territory", "topic", "outcome", "parties__person_hash")
    for pk, region, territory, topic, outcome, person in rows.iterator():
        told = {"region": region, "territory": _district(territory), "topic": topic, "outcome": outcome}
        place = (str(told.get(row_name, "all")), str(told.get(column_name, "all")))
        cases[place].add(pk)
        people[place].add(person)
    cells = [
        Cell(row=place[0], column=place[1], cases=len(found), applicants=len(people[place]))
        for place, found in sorted(cases.items())
    ]
    return release(cells, rule=rule)


def has_sample() -> bool:
    """Whether the cases here are a sample; sample and real cases never share a database."""
    return Case.objects.filter(sample=True).exists()


def _published(level: Level, since: date, until: date) -> bool:
    year = since == date(since.year, 1, 1) and until == date(since.year + 1, 1, 1)
    whole = {"region_topic": quarter(since) == (since, until), "district": year}
    return until <= timezone.localdate() and whole.get(level, year or quarter(since) == (since, until))


def _district(territory: str | None) -> str:
    """The district a deeper place lies in: cells below it are never published."""
    return (territory or "")[:4].ljust(9, "0")


def _rule(day: date) -> Rule:
    def value(key: str) -> int:
        return int(str(value_on(key, day, file="statistics/disclosure").value))

    return Rule(
        least_cases=value("least_cases"),
        least_applicants=value("least_applicants"),
        base=value("rounding_base"),
        least_interval=value("least_interval"),
    )
