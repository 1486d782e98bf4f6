"""Which figures took the place of others: the earlier value, when it gave way, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kelisim.apps.statistics.models import KEY, Observation

_JOINED = ("indicator", "territory", "category", "source")


@dataclass(frozen=True, kw_only=True)
class Revision:
    """One step in the life of a figure."""

    before: Observation
    after: Observation


def replaced_figures(**which: Any) -> QuerySet[Observation]:
    """Figures that gave way to others, the latest first: of an `indicator`, or of an `indicator__subject`."""
    found = Observation.objects.filter(replaced__isnull=False, **which)
    return found.select_related(*_JOINED).order_by("-replaced", "period", "territory_id", "category_id")


def all_versions(indicator: str) -> QuerySet[Observation]:
    """Every figure of an indicator there ever was, each with those that took its place after it."""
    found = Observation.objects.filter(indicator=indicator)
    return found.order_by("period", "territory_id", "category_id", "source_id", "recorded")


def revisions(replaced: Iterable[Observation]) -> list[Revision]:
    """Each of them with the figure that took its place, in one query; none for none."""
    rows = list(replaced)
    if not rows:
        return []
    wanted = {f"{name}__in": {getattr(row, f"{name}_id", None) or row.period for row in rows} for name in KEY}
    later = Observation.objects.filter(recorded__in={row.replaced for row in rows}, **wanted)
    found = {(_key(row), row.recorded): row for row in later}
    return [Revision(before=row, after=found[_key(row), row.replaced]) for row in rows if row.replaced]


def _key(row: Observation) -> tuple[object, ...]:
    return (row.indicator_id, row.territory_id, row.category_id, row.period, row.source_id)
