"""A mediator is suspended for a time with a reason, or the suspension is lifted."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.access.register import may_suspend
from kelisim.apps.mediation.actions.check_application import require_code
from kelisim.apps.mediation.errors.register import SuspensionTooLong
from kelisim.apps.mediation.models import Mediator
from kelisim.apps.mediation.queries import law
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def suspend_mediator(mediator: Mediator, *, until: date, reason: str, by: User) -> Mediator:
    """From today to the day before `until`. Raises SuspensionTooLong, AnswerWrong."""
    require(may_suspend(by, mediator))
    require_code("reason", reason, "suspension_reasons")
    with transaction.atomic():
        row = Mediator.objects.select_for_update().get(pk=mediator.pk)
        today = timezone.localdate()
        begun = row.suspended_since is not None and (
            row.suspended_until is None or today < row.suspended_until
        )
        since = row.suspended_since if begun and row.suspended_since else today
        latest = later_by(since, law.number("register_suspension_months", since))
        if not today < until <= latest:
            raise SuspensionTooLong(until=until.isoformat(), latest=latest.isoformat())
        told = (since, until, reason)
        if (row.suspended_since, row.suspended_until, row.suspension_reason) == told:
            return row
        row.suspended_since, row.suspended_until, row.suspension_reason = told
        row.save(update_fields=["suspended_since", "suspended_until", "suspension_reason"])
        record("mediation.suspended", row, by=by, reason=reason, until=until.isoformat())
    return row


def lift_suspension(mediator: Mediator, *, by: User) -> Mediator:
    """She may be proposed again from today on; twice is once."""
    require(may_suspend(by, mediator))
    with transaction.atomic():
        row = Mediator.objects.select_for_update().get(pk=mediator.pk)
        if row.suspended_since is None:
            return row
        row.suspended_since, row.suspended_until, row.suspension_reason = None, None, ""
        row.save(update_fields=["suspended_since", "suspended_until", "suspension_reason"])
        record("mediation.suspension_lifted", row, by=by)
    return row


def later_by(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
