"""Where a case stands, as a side reads it: the five steps, who acts next, the last day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from kelisim.apps.mediation.models import Case, Offer, Party
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.queries import complaints
from kelisim.apps.mediation.queries.offers import all_confirmed, window_over
from kelisim.apps.mediation.states import State
from kelisim.kernel.packs.codes import code_name
from kelisim.web.mediation.party.signing import Paper

_LADDER = {
    State.RECEIVED: 1,
    State.TRIAGED: 1,
    State.INVITING: 1,
    State.PROPOSING: 2,
    State.ACCEPTED: 2,
    State.AGREED: 3,
    State.RUNNING: 3,
    State.SETTLED: 4,
    State.FOLLOW_UP: 4,
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One rung of the ladder."""

    label: str
    state: str
    detail: str = ""


def ladder(case: Case) -> list[Step]:
    """The five steps; in a case that is over none is under way."""
    labels = (
        _("Received"),
        _("Both sides agree to try"),
        _("A mediator is chosen"),
        _("Talks"),
        _("Settlement and after"),
    )
    here = _LADDER.get(State(case.state))
    done = _reached(case) if here is None else here
    return [
        Step(label=str(label), state="done" if at < done else "now" if at == here else "next")
        for at, label in enumerate(labels)
    ]


def _reached(case: Case) -> int:
    if case.settled_on:
        return 5
    if case.agreed_on:
        return 3
    return 2 if case.parties.filter(joined_at__isnull=False).count() > 1 else 1


def ending(case: Case) -> str:
    """How the case ended; empty while it goes on."""
    if case.state not in {State.ENDED, State.CLOSED} or not case.closing:
        return ""
    return code_name("closing", case.closing).of()


def next_step(case: Case, party: Party, offer: Offer | None, papers: Sequence[Paper]) -> str:
    """Who does what next."""
    waiting = next((paper for paper in papers if not paper.finished), None)
    if waiting is not None and case.state in {State.ACCEPTED, State.AGREED, State.RUNNING}:
        return str(_signing(waiting))
    if case.state == State.ACCEPTED and offer is not None:
        return _choosing(case, party, offer)
    if case.clock == Clock.REGISTER:
        return str(_("The office registers your application."))
    if complaints.stands(case):
        return str(_("The mediation council reads your complaint."))
    told = {
        State.RECEIVED: _("The office reads your application."),
        State.TRIAGED: _("The office invites the other side."),
        State.INVITING: _("The other side answers the invitation."),
        State.PROPOSING: _("The office asks a mediator."),
        State.AGREED: _("The mediator sets the first meeting."),
        State.RUNNING: _("You talk with the mediator."),
        State.SETTLED: _("Both sides do what they promised."),
        State.FOLLOW_UP: _("Both sides do what they promised; we ask whether it was done."),
        State.ENDED: _("Nothing more is to be done."),
        State.CLOSED: _("The case is closed."),
    }
    return str(told.get(State(case.state), ""))


def _signing(paper: Paper) -> str:
    if not paper.mine:
        return _("You: read the document and sign it, if it is right.")
    return _("You have signed; the others have still to sign.")


def _choosing(case: Case, party: Party, offer: Offer) -> str:
    if may_choose(case, party, offer):
        return str(_("You: say whether the proposed mediator suits you."))
    if not window_over(case) and not all_confirmed(offer):
        return str(_("The other side says whether the proposed mediator suits her."))
    return str(_("The mediator writes the agreement; then everybody signs."))


def may_choose(case: Case, party: Party, offer: Offer | None) -> bool:
    """Whether this side may still say yes or no to the mediator."""
    if offer is None or case.state != State.ACCEPTED or window_over(case):
        return False
    return not offer.confirmed.filter(pk=party.pk).exists()


def last_day(case: Case) -> date | None:
    """The last day of what runs now; a clock is over at the midnight after it."""
    if case.clock == Clock.TERM:
        return case.due_on
    if case.clock_at is None or case.state in {State.ENDED, State.CLOSED}:
        return None
    return timezone.localdate(case.clock_at) - timedelta(days=1)
