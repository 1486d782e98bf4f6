"""A mediator died, was dismissed or cannot work: all her open cases look for another one, in one deed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from kelisim.apps.institution.public import BadSpan, end_tenure
from kelisim.apps.mediation.access.offices import may_relieve
from kelisim.apps.mediation.actions.check_application import require_code
from kelisim.apps.mediation.actions.object_to import drop_mediator
from kelisim.apps.mediation.actions.pass_offer import take_back_offer
from kelisim.apps.mediation.actions.suspend_mediator import suspend_mediator
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.actions.transfer import holds_key
from kelisim.apps.mediation.errors import AnswersMissing, AnswerWrong
from kelisim.apps.mediation.errors.offices import DayOutsideTenure
from kelisim.apps.mediation.models import Case, Mediator, Offer, Session
from kelisim.apps.mediation.queries import relief, sealed
from kelisim.apps.mediation.queries.offers import live_offer
from kelisim.apps.mediation.states import State
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.queue.later import later

UNABLE = "unable"  # what the sides and the history read, whatever the reason


@dataclass(frozen=True, kw_only=True)
class Relief:
    """Why, and from when: her tenure ends on `on`, or she is suspended until `until`."""

    reason: str
    on: date | None = None
    until: date | None = None


def relieve(mediator: Mediator, *, told: Relief, by: User) -> list[Case]:
    """Frees every case she leads or is asked to lead; nobody reads a word of them. Twice is once.

    Raises AnswersMissing, AnswerWrong, DayOutsideTenure, SuspensionTooLong.
    """
    require(may_relieve(by, mediator))
    if not told.reason:
        raise AnswersMissing(fields=["reason"])
    require_code("reason", told.reason, "relief_reasons")
    if told.until is not None and told.reason != UNABLE:
        raise AnswerWrong(field="until", value=told.until.isoformat())
    with transaction.atomic():
        row = (
            Mediator.objects.select_for_update(of=("self",))
            .prefetch_related("tenure__post")
            .get(pk=mediator.pk)
        )
        # All rows are locked before the first record: the end of the audit's chain is locked from then on.
        cases = list(relief.cases_of(row).select_for_update(of=("self",)))
        _leave_office(row, told, by)
        freed = [_freed(case, row, by) for case in cases]
        if freed:
            record("mediation.relieved", row, by=by, reason=told.reason, cases=len(freed))
    return freed


def _leave_office(row: Mediator, told: Relief, by: User) -> None:
    if told.until is not None:
        suspend_mediator(row, until=told.until, reason=UNABLE, by=by)
        return
    today = timezone.localdate()
    if row.tenure.until is not None and row.tenure.until <= today:
        return
    tomorrow, day = today + timedelta(days=1), told.on or today
    if day > today:
        raise DayOutsideTenure(day=day.isoformat())
    if row.tenure.since == today:
        # A tenure that began today, say because her office moved, ends tomorrow; today she is suspended.
        suspend_mediator(row, until=tomorrow, reason=UNABLE, by=by)
        day = tomorrow
    if row.tenure.until is not None and row.tenure.until <= day:
        return  # her term ends no later by itself
    try:
        end_tenure(row.tenure, until=day, reason=told.reason, by=by)
    except BadSpan as error:
        raise DayOutsideTenure(day=day.isoformat()) from error


def _freed(case: Case, mediator: Mediator, by: User) -> Case:
    case = locked(case)
    live = live_offer(case)
    if case.state == State.PROPOSING:
        if live is not None and live.mediator_id == mediator.pk:
            take_back_offer(live, by=by)
        return case
    require_move(case, "replace", State.PROPOSING)
    if live is not None:
        live.status = Offer.Status.REPLACED
        live.save(update_fields=["status"])
    # Her own notes die with her key; the sides keep theirs.
    case.wraps.filter(holder__user=mediator.user_id, compartment=sealed.MEDIATOR).delete()
    drop_mediator(case)
    case.sessions.filter(status=Session.Status.PLANNED).update(status=Session.Status.CANCELLED)
    take_step(case, Step(verb="replace", by=by, after=State.PROPOSING, reason=UNABLE))
    _tell(case, live.pk if live else case.pk)
    return case


def _tell(case: Case, about: int) -> None:
    """Both sides at once, the office, and the council where two officers may be needed: no content."""
    news = "mediator_left" if case.stage == "none" else "tell_court"
    for party in case.parties.filter(joined_at__isnull=False):
        later("mediation.mail", party.pk, news, once=f"mail-left:{about}:{party.side}")
    later("mediation.tell_office", case.pk, "replaced", once=f"replaced:{about}")
    if not holds_key(case):
        later("mediation.tell_council", case.pk, "officers", once=f"officers:{about}")
