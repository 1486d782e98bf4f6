"""The mediator accepts with her statement on conflicts of interest; the time to object begins."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import MediatorNotEligible, NotInThisState, StatementIncomplete
from kelisim.apps.mediation.models import Case, Offer
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.queries.proposals import standing_bar
from kelisim.apps.mediation.states import State
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.packs.codes import codes
from kelisim.kernel.queue.later import later


def accept_offer(offer: Offer, *, statement: Mapping[str, bool], competent: bool, by: User) -> Case:
    """Records the eight answers (code to yes or no) and her competence; the sides then may object.

    Raises StatementIncomplete, MediatorNotEligible: who advised in the matter cannot mediate it.
    """
    require(access.may_accept_offer(by, offer))
    points = [one.code for one in codes("conflict_points")]
    unanswered = [code for code in points if code not in statement]
    if unanswered or not competent:
        raise StatementIncomplete(fields=unanswered or ["competence"])
    with transaction.atomic():
        case = locked(offer.case)
        offer = case.offers.select_for_update().prefetch_related("mediator__tenure").get(pk=offer.pk)
        if offer.status == Offer.Status.ACCEPTED:
            return case
        require_move(case, "accept_offer", State.ACCEPTED)
        if offer.status != Offer.Status.WAITING:
            raise NotInThisState(state=case.state, verb="accept_offer")
        bar = standing_bar(offer.mediator, timezone.localdate())
        if why := "advised_here" if statement.get("advice") else bar:
            raise MediatorNotEligible(why=why)
        offer.status, offer.answered_at = Offer.Status.ACCEPTED, timezone.now()
        offer.statement = {code: bool(statement[code]) for code in points}
        offer.window_ends_on = law.last_day("objection_days", timezone.localdate())
        offer.save()
        case.mediator = offer.mediator
        take_step(
            case,
            Step(
                verb="accept_offer",
                by=by,
                after=State.ACCEPTED,
                clock=(Clock.OBJECTION, law.over_at(offer.window_ends_on)),
                facts={"offer": offer.pk, "declared": sum(offer.statement.values())},
            ),
        )
        for party in case.parties.filter(joined_at__isnull=False):
            later("mediation.mail", party.pk, "mediator", once=f"mail-mediator:{offer.pk}:{party.side}")
    return case
