"""Which clock hangs on the wall of a place on a day, as the pack says."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from kelisim.kernel.packs.dated import NoValue, value_on

FILE = "places/zones"


def zone_of(region: str, day: date | None = None) -> ZoneInfo:
    """The zone of a region (its code, of which two digits count) on a day; else that of the country."""
    for key in (f"zone.{region[:2]}", "zone"):
        try:
            return ZoneInfo(str(value_on(key, day, file=FILE).value))
        except NoValue:
            continue
    return ZoneInfo(timezone.get_default_timezone_name())


def moment_at(local: datetime, region: str) -> datetime:
    """A moment from what the wall clock of the place shows."""
    return local.replace(tzinfo=zone_of(region, local.date()))
