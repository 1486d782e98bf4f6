"""Counts all digests of a release anew; what does not match is flagged, what matches again is cleared."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.statistics.models import DamagedFile, Release
from kelisim.apps.statistics.queries.release.shelf import damaged
from kelisim.apps.statistics.states.release import PUBLIC
from kelisim.kernel.audit.log import record


def verify_release(release: Release) -> list[str]:
    """The files that do not match. Anybody may ask: it says nothing a reader could not count herself."""
    found = damaged(release)
    if release.state in PUBLIC:
        for path in found:
            flag_damage(release, path)
        _clear(release, found)
    return found


def flag_damage(release: Release, path: str) -> None:
    """Remembers, once, that a published file no longer matches its digest; the release's page tells it."""
    with transaction.atomic():
        _row, new = DamagedFile.objects.get_or_create(
            release=release, path=path, mended_at=None, defaults={"found_at": timezone.now()}
        )
        if new:
            record("statistics.release_damaged", release, by=None, code=release.code)


def _clear(release: Release, still: list[str]) -> None:
    """Once, and only what is whole again."""
    with transaction.atomic():
        open_ones = DamagedFile.objects.filter(release=release, mended_at=None).exclude(path__in=still)
        if open_ones.update(mended_at=timezone.now()):
            record("statistics.release_mended", release, by=None, code=release.code)
