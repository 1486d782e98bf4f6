"""Every deed of a clerk by name, and which of them comes next in a case."""

from __future__ import annotations

from typing import Any

from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.case import Route
from kelisim.apps.mediation.states import State
from kelisim.web.mediation.staff.appeal_deeds import DANGER, EXTEND, RETURN
from kelisim.web.mediation.staff.deed import Deed, Work
from kelisim.web.mediation.staff.escrow_deeds import OPEN_ESCROW, RETURN_KEY
from kelisim.web.mediation.staff.followed_deeds import CALL, HEAR, PAPERS, REGISTER, REMEDIATE, owes_call
from kelisim.web.mediation.staff.office_deeds import HAND_OVER, NO_MEDIATOR, PROPOSE, RESEND, TRANSFER
from kelisim.web.mediation.staff.triage_deeds import (
    ANSWER,
    CONSULT,
    CONTACT,
    INVITE,
    OTHER_CONTACT,
    REFER,
    REFUSE,
    ROUTE,
)

DEEDS: dict[str, Deed[Any]] = {
    one.name: one
    for one in (
        ROUTE,
        INVITE,
        PROPOSE,
        CONSULT,
        ANSWER,
        REFER,
        REFUSE,
        EXTEND,
        RETURN,
        DANGER,
        RESEND,
        NO_MEDIATOR,
        HAND_OVER,
        TRANSFER,
        CONTACT,
        OTHER_CONTACT,
        OPEN_ESCROW,
        RETURN_KEY,
        REGISTER,
        CALL,
        REMEDIATE,
        PAPERS,
        HEAR,
    )
}
_FIRST: dict[str, Deed[Any]] = {
    Route.MEDIATION: INVITE,
    Route.CONSULTATION: CONSULT,
    Route.ANSWER: ANSWER,
    Route.REFERRAL: REFER,
}


def next_deed(case: Case) -> Deed[Any] | None:
    """The deed that most likely comes next; its form stands on the page of the case itself."""
    if case.moving_to_id is not None:
        return HAND_OVER
    if case.state == State.RECEIVED:
        return ROUTE
    if case.state == State.FOLLOW_UP and owes_call(case):
        return CALL
    return _FIRST.get(case.route) if case.state == State.TRIAGED else None


def other_deeds(work: Work) -> list[Deed[Any]]:
    """Everything else that is possible now."""
    shown = (next_deed(work.case), PROPOSE, CONTACT, OTHER_CONTACT, DANGER)
    return [one for one in DEEDS.values() if one not in shown and one.possible(work)]


def in_danger(work: Work) -> Deed[Any] | None:
    """The deed that cannot wait, while an appeal stands at the front desk: a button of its own."""
    return DANGER if DANGER.possible(work) else None
