"""Observations as SDMX-CSV 2.0 writes them: one line an observation, structure and action in front."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

FLOW = "KELISIM:DF_FIGURES(1.0)"
DIMENSIONS = ("INDICATOR", "REF_AREA", "CATEGORY", "SOURCE", "TIME_PERIOD")
ATTRIBUTES = ("OBS_STATUS", "UNIT_MEASURE", "PRECISION", "LAYOUT", "REVISION_STATUS", "BREAK_BEFORE")
COLUMNS = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES)
_HEAD = ("dataflow", FLOW, "I")  # I: information, nothing to append or to replace
_SPAN = re.compile(r"([0-9]{4})/([0-9]{4})")
_RANGE = re.compile(r"([0-9]{4})-01-01/P([0-9]+)Y")


@dataclass(frozen=True, kw_only=True, slots=True)
class Observed:
    """One observation, every part as text; `value` empty where a thing was named and not counted."""

    indicator: str
    area: str
    category: str
    source: str
    period: str
    value: str
    unit: str
    precision: str
    layout: str
    status: str
    breaks: str


def line(row: Observed) -> Sequence[str]:
    """The cells of one line in the order of COLUMNS. From the SDMX-CSV 2.0 field guide."""
    return (
        *_HEAD,
        row.indicator,
        row.area,
        row.category,
        row.source,
        time_period(row.period),
        row.value,
        obs_status(row.status, row.value, row.breaks),
        row.unit,
        row.precision,
        row.layout,
        row.status,
        row.breaks,
    )


def obs_status(status: str, value: str, breaks: str) -> str:
    """A code of CL_OBS_STATUS: L not collected, B break in the series, P provisional, A normal.

    The list allows one code; what it leaves out stands in REVISION_STATUS and BREAK_BEFORE.
    """
    if not value:
        return "L"
    if breaks == "yes":
        return "B"
    return "P" if status == "preliminary" else "A"


def time_period(period: str) -> str:
    """Our period in SDMX: days, months and years as they are, a span of years as a range from a start."""
    span = _SPAN.fullmatch(period)
    if not span:
        return period
    since, until = int(span[1]), int(span[2])
    return f"{since}-01-01/P{until - since}Y"


def period_of(text: str) -> str:
    """The way back: `period_of(time_period(p)) == p`."""
    span = _RANGE.fullmatch(text)
    return f"{span[1]}/{int(span[1]) + int(span[2]):04}" if span else text
