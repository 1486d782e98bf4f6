"""Counts of a period; exact, for those the grid lets see them. What is measured of them: rates, times.

The balance P0 + A = (C + R + W + D + L + O + S + N) + P1 holds under every table (docs/method/measures.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from kelisim.apps.mediation.models import Case, Move
from kelisim.apps.mediation.models.case import Outcome

_STOPPED = (Outcome.IMPOSSIBLE, Outcome.GIVEN_UP, Outcome.LEFT, Outcome.EXPIRED)
_SETTLED = (Outcome.FULL, Outcome.PARTLY)


@dataclass(frozen=True, kw_only=True)
class Counts:
    """A period's counts by the local day of each move; `until` is the first day after it."""

    since: date
    until: date
    open_before: int  # P0
    applications: int  # A
    outcomes: dict[str, int]  # C R W D L O Sf Sp N2 … N5
    open_after: int  # P1
    agreements: int  # M
    consultations: int  # CO, a count of services
    appeals: int  # X, outside A

    @property
    def resolved(self) -> int:
        """The bracket of the balance."""
        return sum(count for code, count in self.outcomes.items() if code != Outcome.APPEAL)

    @property
    def settled(self) -> int:
        """Sf + Sp."""
        return sum(self.outcomes.get(one, 0) for one in _SETTLED)

    @property
    def stopped(self) -> int:
        """N2 to N5."""
        return sum(self.outcomes.get(one, 0) for one in _STOPPED)

    @property
    def balances(self) -> bool:
        """A table that does not balance is not released."""
        return self.open_before + self.applications == self.resolved + self.open_after


def counts(cases: QuerySet[Case], *, since: date, until: date) -> Counts:
    """Three queries, however many cases. `cases`: whatever the reader may count."""
    counted = cases.filter(entered_on__isnull=False)
    open_on = {
        name: Q(entered_on__lt=day) & (Q(resolved_on__isnull=True) | Q(resolved_on__gte=day))
        for name, day in (("before", since), ("after", until))
    }
    inside = Q(resolved_on__gte=since, resolved_on__lt=until)
    sums = counted.order_by().aggregate(
        open_before=Count("pk", filter=open_on["before"]),
        applications=Count("pk", filter=Q(entered_on__gte=since, entered_on__lt=until)),
        open_after=Count("pk", filter=open_on["after"]),
        agreements=Count("pk", filter=Q(agreed_on__gte=since, agreed_on__lt=until)),
        **{one.value: Count("pk", filter=inside & Q(outcome=one)) for one in Outcome},
    )
    appeals = cases.filter(inside, outcome=Outcome.APPEAL).count()
    consultations = Move.objects.filter(
        case__in=cases.order_by(), verb="consult", on__gte=since, on__lt=until
    ).count()
    return Counts(
        since=since,
        until=until,
        open_before=sums["open_before"],
        applications=sums["applications"],
        outcomes={one.value: sums[one.value] for one in Outcome if one != Outcome.APPEAL},
        open_after=sums["open_after"],
        agreements=sums["agreements"],
        consultations=consultations,
        appeals=appeals,
    )


def quarter(day: date) -> tuple[date, date]:
    """The quarter a day lies in: its first day, and the first day after it."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    after = first + timedelta(days=100)
    return first, date(after.year, (after.month - 1) // 3 * 3 + 1, 1)
