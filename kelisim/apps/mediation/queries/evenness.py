"""How evenly work is spread over the mediators of a unit; nobody is named, nobody is ranked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import fmean

import numpy as np
from django.db.models import Count, Q, QuerySet

from kelisim.apps.mediation.models import Case, Mediator
from kelisim.apps.mediation.queries import register
from kelisim.apps.mediation.queries.cohorts import unresolved_before
from kelisim.apps.mediation.queries.rates import LEAST_DENOMINATOR
from kelisim.apps.mediation.states import TALKS
from kelisim.engines.allotment.explain import gini


@dataclass(frozen=True, kw_only=True)
class Evenness:
    """Cases a mediator, and the spread of load / capacity; the spread only of ten or more."""

    mediators: int
    open: float | None
    yearly: float | None
    sd: float | None
    gini: float | None


def evenness(cases: QuerySet[Case], mediators: QuerySet[Mediator], *, since: date, until: date) -> Evenness:
    """Of those on the register on the last day: two queries."""
    standing = mediators.filter(pk__in=register.on_register(until).values("pk"))
    capacities = dict(standing.values_list("pk", "capacity"))
    agreed = Q(agreed_on__gte=since, agreed_on__lt=until)
    loads = (
        unresolved_before(cases, since)
        .filter(agreed | Q(state__in=TALKS), mediator__isnull=False)
        .order_by()
        .values_list("mediator")
        .annotate(open=Count("pk", filter=Q(state__in=TALKS)), taken=Count("pk", filter=agreed))
    )
    told = {mediator: (open_, taken) for mediator, open_, taken in loads}
    rows = [(*told.get(one, (0, 0)), capacity) for one, capacity in capacities.items()]
    shares = np.array([taken / capacity for _open, taken, capacity in rows if capacity])
    enough = shares.size >= LEAST_DENOMINATOR
    return Evenness(
        mediators=len(rows),
        open=fmean(row[0] for row in rows) if rows else None,
        yearly=fmean(row[1] for row in rows) if rows else None,
        sd=float(shares.std()) if enough else None,
        gini=gini(shares) if enough else None,
    )
