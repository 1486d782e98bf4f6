"""Wrong secrets: five tries, then a delay that doubles up to an hour; unknown numbers wait alike."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from kelisim.kernel.seal.errors import TooSoon
from kelisim.kernel.seal.models import Try
from kelisim.kernel.seal.service import keyed_hash

FREE_TRIES = 5
FIRST_DELAY_SECONDS = 30
LONGEST_DELAY_SECONDS = 3600
FORGOTTEN_AFTER = timedelta(days=1)


def delay_seconds(failures: int) -> int:
    """How long to wait after so many failures in a row."""
    if failures < FREE_TRIES:
        return 0
    doubled = FIRST_DELAY_SECONDS << min(failures - FREE_TRIES, 10)
    return min(doubled, LONGEST_DELAY_SECONDS)


def knock(door: str) -> None:
    """Raises TooSoon while this door's delay runs."""
    row = Try.objects.filter(door=keyed_hash("door", door)).first()
    if row is None:
        return
    waited = timezone.now() - row.last_at
    left = delay_seconds(row.failures) - int(waited.total_seconds())
    if left > 0 and waited < FORGOTTEN_AFTER:
        raise TooSoon(left)


def failed(door: str) -> None:
    """One more wrong try; a day's quiet starts the count again."""
    now = timezone.now()
    Try.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
    row, made = Try.objects.get_or_create(
        door=keyed_hash("door", door), defaults={"failures": 1, "last_at": now}
    )
    if not made:
        Try.objects.filter(pk=row.pk).update(failures=F("failures") + 1, last_at=now)


def passed(door: str) -> None:
    """The right secret ends the count."""
    Try.objects.filter(door=keyed_hash("door", door)).delete()
