"""Two cases may be one matter: a clerk links them or says they are not. Nothing is merged."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.take_step import Step, locked, take_step
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries import repeats
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User


def decide_repeat(case: Case, *, other: Case, same: bool, by: User) -> Case:
    """Remembers what she decided; deciding the same again changes nothing, deciding anew replaces it."""
    require(access.may_work(by, case))
    require(access.visible_cases(by).filter(pk=other.pk).exists() and other.pk != case.pk)
    verb = repeats.LINK if same else repeats.DISMISS
    with transaction.atomic():
        case = locked(case)
        if repeats.decisions([case, other]).get(repeats.pair(case.pk, other.pk)) == verb:
            return case
        take_step(case, Step(verb=verb, by=by, facts={"other": other.pk}))
    return case
