"""Not performed, and a side wants her papers: she is told where they lie. What she does with them is hers."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import NothingUnperformed
from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.queries import following
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later


def enforce(case: Case, *, side: str, by: User) -> Case:
    """Records that this side wants the papers and tells her. Once a side. Raises NothingUnperformed.

    The office opens and sends nothing: the settlement is sealed for the sides and the mediator.
    """
    require(access.may_follow_up(by, case))
    with transaction.atomic():
        case = locked(case)
        party = case.parties.get(side=Party.Side(side))
        if case.moves.filter(verb="enforce", facts__side=side).exists():
            return case
        require_move(case, "enforce")
        if not following.has_trouble(case):
            raise NothingUnperformed
        take_step(case, Step(verb="enforce", by=by, facts={"side": side}))
        if following.by_mail(party, case):
            later("mediation.mail", party.pk, "papers", once=f"mail-papers:{party.pk}")
    return case
