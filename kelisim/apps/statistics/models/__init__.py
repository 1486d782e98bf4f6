"""This room's tables: figures with what they are counted by, and releases."""

from kelisim.apps.statistics.models.figures import (
    ALL,
    KEY,
    Category,
    FigureTable,
    Indicator,
    Observation,
    ObservationQuerySet,
    Precision,
    Source,
)
from kelisim.apps.statistics.models.release import DamagedFile, Release, ReleaseQuerySet
from kelisim.apps.statistics.states.figure import Status

__all__ = [
    "ALL",
    "KEY",
    "Category",
    "DamagedFile",
    "FigureTable",
    "Indicator",
    "Observation",
    "ObservationQuerySet",
    "Precision",
    "Release",
    "ReleaseQuerySet",
    "Source",
    "Status",
]
