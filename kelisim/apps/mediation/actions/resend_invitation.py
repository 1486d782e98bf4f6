"""Sends the open invitation once more, to a contact that was corrected or a mail that was lost."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.errors import CarefulCase, ContactMissing, NotInThisState
from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.states import State
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal.service import keyed_hash


def resend_invitation(case: Case, *, once: str, by: User) -> None:
    """The same link, the same last day. Raises NotInThisState, ContactMissing, CarefulCase."""
    require(access.may_work(by, case))
    if case.state != State.INVITING:
        raise NotInThisState(state=case.state, verb="invite")
    party = case.parties.get(side=Party.Side.RESPONDENT)
    if not party.has_email:
        raise ContactMissing
    if case.careful:
        raise CarefulCase
    key = keyed_hash("once", once)[:24]
    with transaction.atomic():
        if later("mediation.mail", party.pk, "invitation", once=f"invite-again:{party.pk}:{key}"):
            record("mediation.invitation_resent", case, by=by)
