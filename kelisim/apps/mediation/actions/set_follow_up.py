"""A side agrees to be asked about performance, or no longer: from that day on, and never backwards."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.take_step import locked
from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.queries import following, law
from kelisim.apps.mediation.states import FOLLOWED
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def set_follow_up(party: Party, *, agrees: bool, by: Party | User) -> Party:
    """Keeps her word; the same word again changes nothing."""
    require(access.may_change_contact(by, party))
    with transaction.atomic():
        case = locked(party.case)
        party = case.parties.select_for_update().get(pk=party.pk)
        if party.follow_up == agrees:
            return party
        turn_follow_up(case, party, agrees=agrees)
        user = by if isinstance(by, User) else None
        record("mediation.follow_up_consent", case, by=user, side=party.side, agrees=int(agrees))
    return party


def turn_follow_up(case: Case, party: Party, *, agrees: bool) -> None:
    """Asked from today on, or no more: open questions close and no call is owed. Case and side are locked."""
    today = timezone.localdate()
    party.follow_up = agrees
    if agrees and case.settled_on is not None:
        party.follow_up_on = today
    party.save()
    if not agrees:
        case.follow_ups.filter(party=party, closes_at__gt=timezone.now()).update(closes_at=timezone.now())
        case.follow_ups.filter(party=party, called_at__isnull=True).update(call_since=None)
    if case.state in FOLLOWED and case.clock == Clock.FOLLOW:
        case.clock_at = law.over_at(following.clock_on(case, today))
        case.save(update_fields=["clock_at"])
