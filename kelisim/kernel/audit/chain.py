"""How one entry is tied to the one before it: SHA-256 over its canonical JSON."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC

from kelisim.kernel.audit.models import Entry

START = "0" * 64


def digest(entry: Entry) -> str:
    """64 hex digits over everything the entry says and the hash before it.

    Keys sorted, no spaces, ASCII only, time in UTC to the microsecond: the same bytes on both databases.
    """
    told = {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "deed": entry.deed,
        "thing": entry.thing,
        "by": entry.by,
        "facts": entry.facts,
        "previous": entry.previous,
    }
    written = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(written.encode("ascii")).hexdigest()
