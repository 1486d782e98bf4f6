"""This room's tables: figures with what they are counted by, releases, and evidence on claims."""

from kelisim.apps.statistics.models.evidence import Evidence
from kelisim.apps.statistics.models.figures import (
    ALL,
    KEY,
    PERIOD,
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
    "PERIOD",
    "Category",
    "DamagedFile",
    "Evidence",
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
