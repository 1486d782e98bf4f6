"""Colours of charts: written as the light scheme's values, shown as the page's own variables."""

from __future__ import annotations

import re

INK = "#1a2225"
MUTED = "#545e5f"
LINE = "#dcd9cf"
SURFACE = "#ffffff"
SERIES = ("#0b5c70", "#b4701a", "#7fb2bd", "#6b4a76", "#8a8d84")
LAST = "#24643c"  # the sixth, and what is left over
CARE = "#7a4b00"

# Drawn once, right in both schemes and on paper: the variable decides, the value is for where there is none.
NAMES = {
    INK: "--ink",
    MUTED: "--muted",
    LINE: "--line",
    SURFACE: "--surface",
    CARE: "--care",
    LAST: "--good",
    **{colour: f"--series-{number}" for number, colour in enumerate(SERIES, 1)},
}
_COLOUR = re.compile(r"#[0-9a-f]{6}")


def as_variable(value: str) -> str:
    """A known colour as its variable; anything else, such as `none` or a transparent one, as it is."""
    return f"var({NAMES[value]}, {value})" if _COLOUR.fullmatch(value) and value in NAMES else value
