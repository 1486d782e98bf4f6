"""A side, or the office for her, corrects contacts or names a representative."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.save_party import write_identity
from kelisim.apps.mediation.actions.set_follow_up import turn_follow_up
from kelisim.apps.mediation.actions.take_step import locked
from kelisim.apps.mediation.errors import AnswersMissing
from kelisim.apps.mediation.models import Party
from kelisim.apps.mediation.queries import people, repeats
from kelisim.apps.mediation.queries.people import Identity
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def change_contact(party: Party, *, who: Identity, by: Party | User, follow_up: bool | None = None) -> Party:
    """Replaces names and contacts. Raises AnswersMissing without a name or any contact."""
    require(access.may_change_contact(by, party))
    missing = [name for name, value in (("name", who.name), ("contact", who.reachable())) if not value]
    if missing:
        raise AnswersMissing(fields=missing)
    with transaction.atomic():
        case = locked(party.case)
        party = case.parties.select_for_update().get(pk=party.pk)
        before = people.identity(party)
        who = replace(who, token=before.token)
        if who == before and follow_up in {None, party.follow_up}:
            return party
        if follow_up not in {None, party.follow_up}:
            turn_follow_up(case, party, agrees=bool(follow_up))
        write_identity(party, who)
        both = people.identities(case)
        case.repeat_hash = repeats.repeat_hash(both["A"], both["B"], case.topic)
        case.save(update_fields=["repeat_hash"])
        record("mediation.contact_changed", case, by=by if isinstance(by, User) else None, side=party.side)
    return party
