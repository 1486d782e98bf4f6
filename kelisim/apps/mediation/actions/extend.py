"""The sides extend the term once, the mediator agrees: three voices for the same day."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import OnlyOnce, TermOver
from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.queries.signatures import MEDIATOR
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User

VERB = "extend"


def extend(case: Case, *, until: date, by: Party | User) -> Case:
    """Asks for, or agrees to, a new last day; with both sides and the mediator it holds.

    Raises OnlyOnce, TermOver beyond what the law allows or not later than now.
    """
    require(access.may_sign(by, case))
    voice = by.side if isinstance(by, Party) else MEDIATOR
    with transaction.atomic():
        case = locked(case)
        if case.due_on == until and case.extended:
            return case
        require_move(case, VERB)
        if case.extended:
            raise OnlyOnce
        before = _last_day_until_now(case, until).isoformat()
        named = {"until": until.isoformat(), "before": before}
        wanted = {*case.parties.values_list("side", flat=True), MEDIATOR}
        given = {
            str(facts["voice"])
            for facts in case.moves.filter(verb=VERB, facts__until=until.isoformat()).values_list(
                "facts", flat=True
            )
        }
        if voice in given:
            return case
        agreed = wanted <= given | {voice}
        if agreed:
            case.due_on, case.extended = until, True
        take_step(
            case,
            Step(
                verb=VERB,
                by=by,
                clock=(Clock.TERM, law.over_at(until)) if agreed else None,
                facts={**named, "voice": voice, "agreed": int(agreed)},
            ),
        )
    return case


def _last_day_until_now(case: Case, until: date) -> date:
    """The last day as it stands; the new one lies after it and within what the law allows."""
    latest = law.latest_due_on(case)
    before = case.due_on
    if latest is None or before is None or not before < until <= latest or timezone.localdate() > before:
        raise TermOver(day=latest.isoformat() if latest else "")
    return before
