"""Builds a release from what is in the database now; it may be drafted again until it is published."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from kelisim.apps.statistics import access
from kelisim.apps.statistics.actions.build_release import Built, built, discard, keep
from kelisim.apps.statistics.errors import BadReleaseCode, ReleaseNeverChanges, WordsMissing
from kelisim.apps.statistics.models import Release
from kelisim.apps.statistics.queries.release.licences import LICENCES
from kelisim.apps.statistics.queries.release.shelf import folder_of, shelf
from kelisim.apps.statistics.states.release import State, may_move
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.texts.of import LANGUAGES, Text

CODE = re.compile(r"[0-9]{4}-[1-9][0-9]?")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the writer says of a release: what changed, what to know of the methods, the licence."""

    words: Text
    notes: Text = field(default_factory=Text)
    licence: str = next(iter(LICENCES))


def draft_release(code: str, *, told: Told, by: User) -> Release:
    """Builds the release under this number, or builds it anew; its signature, if any, is void then.

    Raises BadReleaseCode, WordsMissing, ReleaseNeverChanges, and what speaks against releasing
    (NothingToRelease, FiguresWithoutSource, CountsNotProtected).
    """
    require(access.may_release(by))
    _must_be_told(code, told)
    release = _open(code, told)
    with built(release) as done, transaction.atomic():
        _lock(release)
        _fill(release, done, by)
        release.save()
        record("statistics.release_drafted", release, by=by, code=code, digest=release.digest)
        keep(done.folder, folder_of(release))
    for old in shelf().glob(f".draft-{code}-*"):
        if old != folder_of(release):
            discard(old)
    return release


def _must_be_told(code: str, told: Told) -> None:
    if not CODE.fullmatch(code):
        raise BadReleaseCode(code=code)
    missing = [language for language in LANGUAGES if not getattr(told.words, language).strip()]
    if missing:
        raise WordsMissing(languages=", ".join(missing))


def _open(code: str, told: Told) -> Release:
    """The release as it is about to be built: its words, and what it follows upon."""
    release = Release.objects.filter(code=code).first() or Release(code=code)
    if release.state and not may_move("draft", State(release.state)):
        raise ReleaseNeverChanges(code)
    release.day = timezone.localdate()
    release.state = State.DRAFTED
    release.licence = LICENCES[told.licence].name
    release.supersedes = Release.objects.filter(state=State.PUBLISHED).first()
    for language in LANGUAGES:
        setattr(release, f"words_{language}", getattr(told.words, language).strip())
        setattr(release, f"notes_{language}", getattr(told.notes, language).strip())
    return release


def _lock(release: Release) -> None:
    """Building took a while: somebody may have drafted or published the number meanwhile."""
    there = Release.objects.select_for_update().filter(code=release.code).first()
    if there is not None:
        if not may_move("draft", State(there.state)):
            raise ReleaseNeverChanges(release.code)
        release.pk = there.pk
        release._state.adding = False


def _fill(release: Release, done: Built, by: User) -> None:
    release.digest, release.files = done.digest, done.as_rows()
    release.drafted_at, release.drafted_by = timezone.now(), by
    release.checked_at = release.checked_by = None
