"""Questions about offered mediators: who is live, whether the sides may still object."""

from __future__ import annotations

from django.utils import timezone

from kelisim.apps.mediation.models import Case, Offer
from kelisim.apps.mediation.states import State

LIVE = (Offer.Status.WAITING, Offer.Status.ACCEPTED)


def live_offer(case: Case) -> Offer | None:
    """The offer that waits for an answer or was accepted."""
    return case.offers.filter(status__in=LIVE).select_related("mediator__tenure__person").last()


def all_confirmed(offer: Offer) -> bool:
    """Whether every side that takes part has confirmed the mediator."""
    sides = set(offer.case.parties.filter(joined_at__isnull=False).values_list("pk", flat=True))
    return sides <= set(offer.confirmed.values_list("pk", flat=True))


def window_over(case: Case) -> bool:
    """Whether the time to object is over, or both have confirmed sooner."""
    if case.state in {State.AGREED, State.RUNNING, State.SETTLED, State.FOLLOW_UP, State.ENDED}:
        return True
    offer = live_offer(case)
    if offer is None or offer.status != Offer.Status.ACCEPTED or offer.window_ends_on is None:
        return False
    return timezone.localdate() > offer.window_ends_on or all_confirmed(offer)
