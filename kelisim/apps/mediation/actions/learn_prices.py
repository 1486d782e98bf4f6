"""Learns once a month what a place at each mediator is worth and what the network lacks."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.models import Learning
from kelisim.apps.mediation.queries import demand
from kelisim.kernel.audit.log import record


def learn_prices() -> Learning:
    """From the applications of the twelve months before this one; again in the month it changes nothing."""
    month = timezone.localdate().replace(day=1)
    kept = Learning.objects.filter(month=month).first()
    if kept is not None:
        return kept
    # The solver is heavy: only the job that learns loads it.
    from kelisim.engines.allotment.plan import Lack, plan  # noqa: PLC0415

    def told(lack: Lack) -> list[str | int]:
        return [lack.region, lack.language, lack.topic, lack.office, lack.saving]

    cases = demand.year_of_cases(_year_before(month), month)
    found = plan(cases, demand.team_on(month))
    with transaction.atomic():
        learning, new = Learning.objects.get_or_create(
            month=month,
            defaults={
                "cases": len(cases),
                "prices": {name: price for name, price in found.prices.items() if price},
                "lacks": [told(one) for one in found.lacks],
                "unassigned": found.unassigned,
            },
        )
        if new:
            record("mediation.learned", learning, by=None, cases=len(cases), lacks=len(found.lacks))
    return learning


def _year_before(month: date) -> date:
    return month.replace(year=month.year - 1)
