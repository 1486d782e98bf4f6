"""Signs a draft: every reconciliation and every break was read."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from kelisim.apps.statistics import access
from kelisim.apps.statistics.errors import DataChanged, FilesDamaged, NotAllRead, WrongStep
from kelisim.apps.statistics.models import Release
from kelisim.apps.statistics.queries.release.reading import keys_to_read
from kelisim.apps.statistics.queries.release.shelf import damaged
from kelisim.apps.statistics.states.release import State, may_move
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def check_release(release: Release, *, digest: str, read: Collection[str], by: User) -> Release:
    """Signs the draft with this digest. `read`: the keys that were ticked.

    Raises WrongStep, DataChanged where another draft stands by now, FilesDamaged, NotAllRead.
    """
    require(access.may_release(by))
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if not may_move("check", State(release.state)):
            raise WrongStep(code=release.code, state=release.state)
        if digest != release.digest:
            raise DataChanged(code=release.code, before=digest[:12], after=release.digest[:12])
        if broken := damaged(release):
            raise FilesDamaged(code=release.code, paths=", ".join(broken))
        if missing := [key for key in keys_to_read(release) if key not in read]:
            raise NotAllRead(keys=", ".join(missing))
        # A signed draft lies where the draft lay: its folder is named by its digest, not by its state.
        release.state = State.CHECKED
        release.checked_at, release.checked_by = timezone.now(), by
        release.save()
        record("statistics.release_checked", release, by=by, code=release.code, digest=release.digest)
    return release
