"""A side confirms the mediator before the time to object is over; the choice itself is the signature."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.models import Case, Offer, Party, Wrap
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.queries.offers import all_confirmed, live_offer, window_over
from kelisim.apps.mediation.states import State
from kelisim.kernel.access.door import require
from kelisim.kernel.queue.later import later


def confirm(case: Case, *, offer: Offer, by: Party) -> Case:
    """Confirms the mediator of this offer; once every side has, she may read the application."""
    require(access.may_take_part(by, case))
    with transaction.atomic():
        case = locked(case)
        live = live_offer(case)
        if live is None or live.pk != offer.pk or live.confirmed.filter(pk=by.pk).exists():
            return case
        require_move(case, "confirm")
        live.confirmed.add(by)
        if all_confirmed(live):
            _release(case, live)
        take_step(case, Step(verb="confirm", by=by, facts={"offer": live.pk}))
    return case


def close_window(case: Case) -> Case:
    """The time to object is over: the mediator's wrap of the application is released. Needs no key."""
    with transaction.atomic():
        case = locked(case)
        live = live_offer(case)
        if live is None or case.state != State.ACCEPTED or not window_over(case):
            return case
        _release(case, live)
        case.save()
    return case


def _release(case: Case, offer: Offer) -> None:
    if case.clock != Clock.OBJECTION:
        return
    case.wraps.filter(status=Wrap.Status.PENDING).update(status=Wrap.Status.LIVE, at=timezone.now())
    case.clock, case.clock_at = "", None
    later("mediation.tell_mediator", case.pk, offer.pk, "chosen", once=f"chosen:{offer.pk}")
