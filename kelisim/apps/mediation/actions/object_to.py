"""A side objects to the mediator: no reason is needed, the mediator never reads the application."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.models import Case, Offer, Party, Wrap
from kelisim.apps.mediation.queries.offers import live_offer
from kelisim.apps.mediation.states import State
from kelisim.kernel.access.door import require
from kelisim.kernel.queue.later import later


def object_to(case: Case, *, offer: Offer, by: Party) -> Case:
    """Objects to the mediator of this offer; the case looks for another one."""
    require(access.may_take_part(by, case))
    with transaction.atomic():
        case = locked(case)
        live = live_offer(case)
        if live is None or live.pk != offer.pk:
            return case
        require_move(case, "object", State.PROPOSING)
        live.status, live.objected = Offer.Status.OBJECTED, by
        live.save()
        drop_mediator(case)
        take_step(case, Step(verb="object", by=by, after=State.PROPOSING, facts={"offer": live.pk}))
        later("mediation.tell_office", case.pk, "objected", once=f"objected:{live.pk}")
    return case


def drop_mediator(case: Case) -> None:
    """She has no case and no key of the application any more; her own notes stay hers."""
    holders = [] if case.mediator is None else [case.mediator.user_id]
    case.wraps.filter(holder__user__in=holders).exclude(compartment="mediator").delete()
    case.wraps.filter(status=Wrap.Status.PENDING).delete()
    case.mediator = None
