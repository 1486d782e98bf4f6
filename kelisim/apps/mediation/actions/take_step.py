"""One move of a case: checked against the table, written as a row, recorded in the audit. Called last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from kelisim.apps.mediation.actions.close_part import close_parts
from kelisim.apps.mediation.errors import NotInThisState
from kelisim.apps.mediation.models import Case, Move, Offer, Participant, Party, Wrap
from kelisim.apps.mediation.models.case import Clock, Outcome, Route
from kelisim.apps.mediation.queries import missed
from kelisim.apps.mediation.queries.measures import MISS
from kelisim.apps.mediation.states import TALKS, Closing, State, may_move
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.texts.code import Code

By = User | Party | Participant | None
OUTCOMES = {
    Closing.CONSULTED: Outcome.CONSULTED,
    Closing.ANSWERED: Outcome.APPEAL,
    Closing.REFERRED: Outcome.APPEAL,
    Closing.RETURNED: Outcome.APPEAL,
    Closing.INADMISSIBLE: Outcome.REFUSED,
    Closing.WITHDRAWN: Outcome.WITHDRAWN,
    Closing.DECLINED: Outcome.DECLINED,
    Closing.NO_RESPONSE: Outcome.NO_RESPONSE,
    Closing.NO_MEDIATOR: Outcome.NO_MEDIATOR,
    Closing.IMPOSSIBLE: Outcome.IMPOSSIBLE,
    Closing.REFUSED: Outcome.GIVEN_UP,
    Closing.LEFT: Outcome.LEFT,
    Closing.EXPIRED: Outcome.EXPIRED,
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """What is told of a move: codes and numbers only. `after` None stays; `clock` is what runs next."""

    verb: str
    by: By
    after: State | None = None
    closing: Closing | None = None
    clock: tuple[Clock, datetime] | None = None
    reason: str = ""
    edition: str = ""
    facts: Mapping[str, Code] = field(default_factory=dict)


def locked(case: Case) -> Case:
    """The case's row, locked until the transaction ends; every action begins with it."""
    return Case.objects.select_for_update(of=("self",)).prefetch_related("office", "mediator").get(pk=case.pk)


def require_move(case: Case, verb: str, after: State | None = None) -> None:
    """Raises NotInThisState before anything is prepared."""
    before = State(case.state)
    if not may_move(verb, before, after or before):
        raise NotInThisState(state=case.state, verb=verb)


def take_step(case: Case, step: Step) -> Move:
    """Moves a locked case and saves it with whatever the action changed on it.

    A clock that was missed is written down first: the step that cures it must not hide it.
    """
    require_move(case, step.verb, step.after)
    now = timezone.now()
    late = missed.passed(case, now)
    if late is not None:
        write_missed(case, late, at=now)
    before, after = State(case.state), step.after or State(case.state)
    if after != before:
        _enter(case, after, now)
    if step.closing is not None:
        case.closing = step.closing
    if step.clock is not None:
        case.clock, case.clock_at = step.clock
    count(case, step, after)
    case.save()
    if before in TALKS and after not in TALKS:
        close_parts(case)
    if after in {State.CLOSED, State.ENDED}:
        case.offers.filter(status=Offer.Status.WAITING).update(status=Offer.Status.CLOSED)
        case.wraps.filter(status=Wrap.Status.PENDING).delete()
    move = write_move(case, step, before=before, at=now)
    facts = {**step.facts, "move": move.pk}
    if isinstance(step.by, Party):
        facts["side"] = step.by.side
    record(f"mediation.{step.verb}", case, by=step.by if isinstance(step.by, User) else None, **facts)
    return move


def write_missed(case: Case, late: missed.Missed, *, at: datetime) -> None:
    """One row of the history and one of the audit for a missed clock of a locked case, once."""
    if missed.written(case, late):
        return
    facts = {"last_day": late.last_day.isoformat()}
    move = Move.objects.create(
        case=case,
        verb=MISS,
        before=(stood := Case.objects.values_list("state", flat=True).get(pk=case.pk)),
        after=stood,
        at=at,
        on=timezone.localdate(at),
        actor=Move.Actor.CLOCK,
        reason=late.code,
        facts=facts,
    )
    record(f"mediation.{MISS}", case, by=None, clock=late.code, move=move.pk, **facts)


def count(case: Case, step: Step, after: State) -> None:
    """As which application and outcome the case is counted; routing anew before the invitation corrects."""
    today = timezone.localdate()
    if step.verb == "route":
        counted = case.route in {Route.MEDIATION, Route.CONSULTATION}
        case.entered_on = (case.entered_on or today) if counted else None
    if after in {State.PROPOSING, State.TRIAGED} and case.resolved_on is not None:
        case.resolved_on, case.outcome = None, ""  # late consent, or a complaint heeded, takes it back
    outcome = OUTCOMES.get(step.closing) if step.closing else None
    if after == State.SETTLED:
        outcome = Outcome.FULL if case.full else Outcome.PARTLY
    if outcome is None or case.resolved_on is not None:
        return
    case.resolved_on, case.outcome = today, outcome
    if outcome == Outcome.APPEAL:
        case.entered_on = None
    elif outcome != Outcome.WITHDRAWN and case.entered_on is None:
        case.entered_on = today


def write_move(case: Case, step: Step, *, before: State | None, at: datetime) -> Move:
    """The row of the history."""
    return Move.objects.create(
        case=case,
        verb=step.verb,
        before=before or "",
        after=case.state,
        closing=step.closing or "",
        at=at,
        on=timezone.localdate(at),
        actor=_actor(step.by),
        user=step.by if isinstance(step.by, User) else None,
        party=step.by if isinstance(step.by, Party) else None,
        reason=step.reason,
        edition=step.edition,
        facts=dict(step.facts),
    )


def _actor(by: By) -> Move.Actor:
    if isinstance(by, User):
        return Move.Actor.STAFF
    if isinstance(by, Participant):
        return Move.Actor.INVITED
    return Move.Actor.PARTY if isinstance(by, Party) else Move.Actor.CLOCK


def _enter(case: Case, after: State, now: datetime) -> None:
    case.state = after
    if case.clock != Clock.TERM or after not in TALKS:  # the term runs on from meeting to meeting
        case.clock, case.clock_at = "", None
    case.closed_at = now if after == State.CLOSED else None
    if after == State.ENDED:
        case.ended_at = now
