"""Who may get a case's keys back from escrow, and whether anything is lost to her at all."""

from __future__ import annotations

from kelisim.apps.mediation.errors.officers import NobodyToReceive, NothingLost
from kelisim.apps.mediation.models import Case, Party, Wrap
from kelisim.apps.mediation.queries import people, sealed
from kelisim.apps.mediation.states import State
from kelisim.kernel.seal.models import Holder

# A side, the mediator of the case, its office.
OFFICE, MEDIATOR = "office", "mediator"
_PARTS = {OFFICE: [sealed.INTAKE], "B": [sealed.JOINT]}
_OFFICE_WORKS = {State.RECEIVED, State.TRIAGED, State.INVITING, State.PROPOSING, State.ACCEPTED}


def parts(to: str) -> list[str]:
    """The compartments that return to her."""
    return _PARTS.get(to, [sealed.INTAKE, sealed.JOINT])


def heir(case: Case, to: str) -> Holder | None:
    """Her key of today."""
    if to == OFFICE:  # a case that is on its way gets its key where it goes
        office = case.moving_to or case.office
        return people.office_holder(office.code) if office else None
    if to == MEDIATOR:
        return people.staff_holder(case.mediator.user_id or 0) if case.mediator else None
    party: Party | None = case.parties.filter(side=to).select_related("holder").first()
    return party.holder if party else None


def heirs(case: Case) -> list[str]:
    """To whom keys can return as the case stands: its sides, its mediator, its office before the talks."""
    sides = [party.side for party in case.parties.all() if party.holder_id]
    mediator = [MEDIATOR] if case.mediator_id else []
    office = [OFFICE] if case.office_id and State(case.state) in _OFFICE_WORKS else []
    return [*sides, *mediator, *office]


def require_loss(case: Case, to: str) -> None:
    """Raises NobodyToReceive, or NothingLost if her key opens every part that could return."""
    holder = heir(case, to)
    if holder is None or to not in heirs(case):
        raise NobodyToReceive
    rows = case.wraps.filter(compartment__in=parts(to))
    held = rows.filter(holder=holder, inner__isnull=True, status=Wrap.Status.LIVE)
    missing = set(rows.filter(inner__isnull=False).values_list("compartment", "epoch")) - set(
        held.values_list("compartment", "epoch")
    )
    if not missing:
        raise NothingLost
