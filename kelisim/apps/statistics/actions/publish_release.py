"""Publishes a signed release: from this moment on it never changes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.statistics import access
from kelisim.apps.statistics.actions.build_release import Built, built, discard, keep, pack_up
from kelisim.apps.statistics.errors import DataChanged, WrongStep
from kelisim.apps.statistics.models import Release
from kelisim.apps.statistics.queries.release.shelf import folder_of
from kelisim.apps.statistics.states.release import State, may_move
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def publish_release(release: Release, *, by: User) -> Release:
    """Builds it once more from the data as they are; the same digest is published, another refused.

    Raises WrongStep, DataChanged. The one published before is superseded and stays readable.
    """
    require(access.may_release(by))
    _must_be_signed(release)
    with built(release) as done, transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        _must_be_signed(release)
        _must_be_the_same(release, done)
        draft = folder_of(release)
        _say_so(release, done, by)
        # The last step before the end: were we killed after it, the row would still say “checked”, nobody
        # would be shown the folder, and publishing again would put the same bytes in the same place.
        keep(done.folder, folder_of(release))
    discard(draft)
    return release


def _must_be_signed(release: Release) -> None:
    if not may_move("publish", State(release.state)):
        raise WrongStep(code=release.code, state=release.state)


def _must_be_the_same(release: Release, done: Built) -> None:
    """Also where another release came out since: then the changes are told against the wrong one."""
    newest = Release.objects.filter(state=State.PUBLISHED).values_list("pk", flat=True).first()
    if done.digest != release.digest or newest != release.supersedes_id:
        raise DataChanged(code=release.code, before=release.digest[:12], after=done.digest[:12])


def _say_so(release: Release, done: Built, by: User) -> None:
    """The one before gives way, this one takes its place; both stand in the audit."""
    Release.objects.all().fill_superseded(by)
    release.archive = pack_up(release, done.folder)
    release.state = State.PUBLISHED
    release.published_at, release.published_by = timezone.now(), by
    release.save()
    record("statistics.release_published", release, by=by, code=release.code, digest=release.digest)
    if release.supersedes:
        record("statistics.release_superseded", release.supersedes, by=by, code=release.supersedes.code)
