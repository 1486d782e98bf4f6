"""Which published figures somebody asks for: by code, and by the span their periods lie in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from kelisim.apps.statistics.models import Observation
from kelisim.engines.timeline.dates import parse

_COLUMNS = {"community": "category__community__code"}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """`codes` by column (indicator, territory, category, community, source); days None: no bound."""

    since: date | None = None
    until: date | None = None
    codes: Mapping[str, str] = field(default_factory=dict)


def narrowed(rows: QuerySet[Observation], wanted: Wanted) -> QuerySet[Observation]:
    """The figures with these codes whose whole period lies between the two days, both included."""
    found = rows.filter(**{_COLUMNS.get(name, name): code for name, code in wanted.codes.items()})
    if wanted.since is None and wanted.until is None:
        return found
    # Periods are texts of several precisions, and databases order texts each in its own way.
    periods = found.order_by().values_list("period", flat=True).distinct()
    first, last = wanted.since or date.min, wanted.until or date.max
    return found.filter(period__in=[period for period in periods if _within(period, first, last)])


def _within(period: str, first: date, last: date) -> bool:
    since, _stroke, until = period.partition("/")
    return first <= parse(since).first and parse(until or since).last <= last
