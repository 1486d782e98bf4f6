"""Which terms are about to end and which meetings to begin: what is still ahead, never what was missed."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from kelisim.apps.mediation.models import Case, Session
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.states import TALKS


def ending_terms(today: date) -> list[tuple[int, date, int]]:
    """Case, last day and the nearest alarm that has come; after days of silence one alarm, not all missed."""
    alarms = sorted(law.numbers("expiry_alarm_days", today))
    ahead = (today, today + timedelta(days=alarms[-1]))
    rows = Case.objects.filter(state__in=TALKS, due_on__range=ahead).values_list("pk", "due_on")
    return [
        (pk, due, next(days for days in alarms if due <= today + timedelta(days=days)))
        for pk, due in rows
        if due is not None
    ]


def meetings_ahead(today: date) -> QuerySet[Session]:
    """Planned for the rest of today and for tomorrow."""
    rows = Session.objects.filter(
        status=Session.Status.PLANNED,
        starts_at__gt=timezone.now(),
        starts_at__lt=law.over_at(today + timedelta(days=1)),
    )
    return rows.select_related("case", "apart").prefetch_related("case__parties")
