"""The clocks of an appeal as the law has them: registered, forwarded, answered, and when it may be late."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.states import State
from kelisim.kernel.packs.dated import DatedValue, NoValue, values

EXTEND, DANGER = "extend_answer", "forward_danger"
_STANDING = (State.RECEIVED, State.TRIAGED)


@dataclass(frozen=True, kw_only=True)
class AppealClock:
    """One clock: which, its last day, whether what it asks for is done, whether the day is over."""

    code: str
    last_day: date
    done: bool
    late: bool


def received_on(case: Case) -> date:
    """The day by whose law an appeal is judged."""
    return timezone.localdate(case.received_at or case.created_at)


def appeal_clocks(case: Case) -> list[AppealClock]:
    """Registration, forwarding, answer, invitation: those that stand in the pack. Two queries."""
    if case.state == State.DRAFT:
        return []
    start, today = received_on(case), timezone.localdate()
    done = {move.verb for move in case.moves.all()}
    routed = bool(case.route)
    extended = extended_to(case)
    days = [
        ("register", _last("register_days", start), case.clock != Clock.REGISTER),
        ("forward", _last("forward_days", start), (routed and case.route != "referral") or _over(case)),
        (
            "answer",
            extended or _last("answer_days", start),
            _over(case) or "invite" in done or "join" in done,
        ),
        ("invitation", _invited(case), "invite" in done and case.state != State.INVITING),
    ]
    return [
        AppealClock(code=code, last_day=day, done=ready, late=not ready and day < today)
        for code, day, ready in days
        if day is not None
    ]


def first_clock(received: date, *, by_office: bool) -> tuple[Clock, datetime]:
    """What runs once an appeal is in: to be registered if it came by itself, else to be answered."""
    last = None if by_office else _last("register_days", received)
    if last is None:
        return Clock.ANSWER, law.over_at(law.last_day("answer_days", received))
    return Clock.REGISTER, law.over_at(last)


def registered_by(case: Case) -> tuple[Clock, datetime] | None:
    """The clock a deed of the office sets: the answer's where it registers the appeal, else none new."""
    return first_clock(received_on(case), by_office=True) if case.clock == Clock.REGISTER else None


def registered_late(received: date) -> date | None:
    """The last day to register an appeal received then, if that is over today."""
    last = _last("register_days", received)
    return last if last is not None and last < timezone.localdate() else None


def extended_to(case: Case) -> date | None:
    """Until when the answer was put off, if it was."""
    move = next((one for one in case.moves.all() if one.verb == EXTEND), None)
    return date.fromisoformat(str(move.facts["until"])) if move else None


def latest_answer(case: Case) -> date | None:
    """The farthest day an answer may be put off to; None where the law knows no extension."""
    start = received_on(case)
    last = _last("answer_days", start)
    try:
        months = law.number("answer_extension_months", start)
    except NoValue:
        return None
    return _months_on(last, months) if last else None


def return_grounds(day: date) -> list[DatedValue]:
    """On which grounds an appeal may be sent back on the day: verified ones only."""
    return [one for one in values("law/returns") if one.verified and one.holds(day)]


def _invited(case: Case) -> date | None:
    if case.state != State.INVITING or case.clock_at is None:
        return None
    return timezone.localdate(case.clock_at) - date.resolution


def _over(case: Case) -> bool:
    return case.state not in _STANDING


def _last(key: str, start: date) -> date | None:
    try:
        return law.last_day(key, start)
    except NoValue:
        return None


def _months_on(day: date, months: int) -> date:
    """The same day so many months on; the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
