"""What a side wrote privately with an earlier mediator, and the one of today cannot read."""

from __future__ import annotations

from kelisim.apps.mediation.models import Case, Party, Wrap
from kelisim.apps.mediation.queries import people, sealed


def unread(case: Case, party: Party) -> list[int]:
    """The numbers of the keys of her private part that she holds and the mediator of today does not."""
    mediator = people.staff_holder(case.mediator.user_id or 0) if case.mediator else None
    if mediator is None:
        return []
    live = Wrap.objects.filter(case=case, compartment=sealed.private(party), status=Wrap.Status.LIVE)
    hers = set(live.filter(holder=party.holder_id).values_list("epoch", flat=True))
    return sorted(hers - set(live.filter(holder=mediator).values_list("epoch", flat=True)))
