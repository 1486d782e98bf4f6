"""The time of keeping is over: the keys of a closed case are destroyed, names go, counts stay."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors.officers import StillKept
from kelisim.apps.mediation.models import Case, NameHash
from kelisim.apps.mediation.queries import participants, people, retention
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User


def end_retention(case: Case, *, by: User) -> Case:
    """A council officer confirms it for one case; nothing can bring the texts back. Twice is once.

    Raises NotInThisState for an open case, StillKept before the last day is over.
    """
    require(access.may_break_glass(by, case))
    with transaction.atomic():
        case = locked(case)
        require_move(case, "end_retention")
        if not case.wraps.exists():
            return case
        last = retention.last_day(case)
        if last is None or timezone.localdate() <= last:
            raise StillKept(day=last.isoformat() if last else "")
        case.wraps.all().delete()
        case.items.filter(compartment="service").delete()
        NameHash.objects.filter(party__case=case).delete()
        for party in case.parties.select_for_update():
            party.identity = people.concealed(party, people.Identity())
            party.iin_hash = party.invite_hash = ""
            party.has_email = party.follow_up = False
            party.save()
        for called in case.participants.select_for_update():
            called.identity = participants.concealed(called, participants.Person())
            called.invite_hash = ""
            called.save()
        take_step(case, Step(verb="end_retention", by=by))
    return case
