"""Is this a sample database? Said in one place, asked by pages, exports and the second factor."""

from __future__ import annotations

from kelisim.kernel.once import once
from kelisim.kernel.packs.models import Installation


def is_sample() -> bool:
    """Whether any loading marked this database as sample; sample and real cases never share one."""
    return once("sample", Installation.objects.filter(sample=True).exists)


def mark_sample() -> None:
    """From now on every page says that the people and cases here are a sample. Needs a loaded pack."""
    last = Installation.objects.first()
    if last is None:
        raise LookupError("no pack is loaded")
    last.sample = True
    last.save(update_fields=["sample"])
