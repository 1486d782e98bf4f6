"""What the front page shows besides its words."""

from __future__ import annotations

from babel.lists import format_list

from kelisim.kernel.packs.dated import value_on
from kelisim.kernel.texts.of import reader_language


def follow_up_days() -> str:
    """When performance is asked about, from the pack: "30, 90 and 365"."""
    value = value_on("follow_rounds_days").value
    days = [str(day) for day in value] if isinstance(value, list) else [str(value)]
    return str(format_list(days, locale=reader_language()))
