"""From a sheet to a PDF/A file. Text a person typed is data throughout and never becomes template."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import typst

from kelisim.kernel.documents.sheet import Sheet

TEMPLATE = Path(__file__).with_name("sheet.typ")
# Archived for good, may carry its data, and tagged so that a screen reader can read it.
_STANDARDS: tuple[Literal["a-3a"], Literal["ua-1"]] = ("a-3a", "ua-1")


def as_json(sheet: Sheet) -> str:
    """The sheet as the template reads it; also what a signature covers, so the order of keys is fixed."""
    told = asdict(sheet) | {
        "day": [sheet.day.year, sheet.day.month, sheet.day.day],
        "blocks": [asdict(block) | {"kind": block.kind} for block in sheet.blocks],
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def typeset(sheet: Sheet) -> bytes:
    """The document as PDF/A-3a and PDF/UA-1, its JSON inside where the sheet says so.

    Equal sheets give equal bytes: the only clock is the sheet's own day.
    """
    midnight = dt.datetime.combine(sheet.day, dt.time(), dt.UTC)
    pdf: bytes = typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        sys_inputs={"sheet": as_json(sheet)},
        ignore_system_fonts=True,
        pdf_standards=list(_STANDARDS),
        timestamp=int(midnight.timestamp()),
    )
    return pdf
