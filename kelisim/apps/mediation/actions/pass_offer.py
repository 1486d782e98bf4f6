"""The mediator passes, or the time to answer runs out: no penalty, the next name may be asked."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.check_application import require_code
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswersMissing
from kelisim.apps.mediation.models import Case, Offer, Wrap
from kelisim.apps.mediation.queries import law
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later

NO_ANSWER = "no_answer"


def pass_offer(offer: Offer, *, reason: str, by: User) -> Case:
    """She passes with a reason code. Raises AnswersMissing, AnswerWrong."""
    require(access.may_accept_offer(by, offer))
    if not reason:
        raise AnswersMissing(fields=["reason"])
    require_code("reason", reason, "pass_reasons")
    return _passed(offer, Offer.Status.PASSED, Step(verb="pass_offer", by=by, reason=reason))


def lapse_offer(offer: Offer) -> Case:
    """The clock passes for her once her time is over."""
    if offer.answer_by > timezone.now():
        return offer.case
    return _passed(offer, Offer.Status.LAPSED, Step(verb="pass_offer", by=None, reason=NO_ANSWER))


def take_back_offer(offer: Offer, *, by: User) -> Case:
    """She who was asked cannot answer any more; whoever calls has asked whether this may be done."""
    return _passed(offer, Offer.Status.LAPSED, Step(verb="pass_offer", by=by))


def _passed(offer: Offer, status: Offer.Status, step: Step) -> Case:
    with transaction.atomic():
        case = locked(offer.case)
        offer = case.offers.select_for_update().get(pk=offer.pk)
        if offer.status != Offer.Status.WAITING:
            return case
        require_move(case, step.verb)
        offer.status, offer.answered_at, offer.pass_reason = status, timezone.now(), step.reason
        offer.save()
        case.wraps.filter(status=Wrap.Status.PENDING).delete()
        case.clock, case.clock_at = "", None
        facts = {"offer": offer.pk}
        take_step(case, Step(verb=step.verb, by=step.by, reason=step.reason, facts=facts))
        later("mediation.tell_office", case.pk, "passed", once=f"passed:{offer.pk}")
        passes = case.offers.filter(status__in=[Offer.Status.PASSED, Offer.Status.LAPSED]).count()
        if passes == law.number("offer_passes_told"):
            later("mediation.tell_council", case.pk, "passes", once=f"passes:{case.pk}")
    return case
