"""A half-open escrow nobody finished: what the first officer opened is destroyed, the trace stays."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.actions.take_step import Step, locked, take_step
from kelisim.apps.mediation.models import Case, Wrap
from kelisim.apps.mediation.queries import break_glass, law
from kelisim.kernel.audit.log import record
from kelisim.kernel.queue.later import later


def lapse_escrow(case: Case) -> Case:
    """By the clock; before the time is over, or asked twice, it does nothing."""
    with transaction.atomic():
        case = locked(case)
        opening = break_glass.live_opening(case)
        if opening is None or timezone.now() < break_glass.lapses_at(opening.move.at):
            return case
        case.wraps.filter(status=Wrap.Status.HALF).delete()
        take_step(case, Step(verb="lapse_escrow", by=None, reason=opening.move.reason))
        for party in case.parties.filter(joined_at__isnull=False):
            once = f"escrow_lapsed:{opening.move.pk}:{party.side}"
            later("mediation.mail", party.pk, "escrow_lapsed", once=once)
    return case


def lapse_renewals() -> int:
    """What was passed on for new officers and not taken over in time; the first turn is taken again."""
    days = timedelta(days=law.number("escrow_half_days") + 1)
    with transaction.atomic():
        stale = Wrap.objects.filter(status=Wrap.Status.RENEWING, at__lt=timezone.now() - days)
        gone: int = stale.delete()[0]
        if gone:
            record("mediation.renewals_lapsed", "escrow", by=None, wraps=gone)
    return gone
