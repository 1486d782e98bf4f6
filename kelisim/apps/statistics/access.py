"""Who may see and load figures: published ones are everybody's."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from kelisim.apps.statistics.models import FigureTable, Observation
from kelisim.apps.statistics.queries.known import known
from kelisim.kernel.access import door
from kelisim.kernel.accounts.models import User


def visible_observations(as_known: date | None = None) -> QuerySet[Observation]:
    """All that stand, or stood at the end of a day: this room holds published figures only, and a figure
    without a source cannot be stored."""
    return known(as_known)


def may_load(user: User | None) -> bool:
    """Whoever keeps the figures; `None` is the house loading data."""
    return user is None or door.may(user, "statistics.load_figures")


def visible_tables(user: User) -> QuerySet[FigureTable]:
    """Tables handed in are seen by all who may load figures: one prepares, another looks and publishes."""
    return FigureTable.objects.all() if may_load(user) else FigureTable.objects.none()
