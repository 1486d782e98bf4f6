"""Counts of a period; exact, for those the grid lets see them. What is measured of them: rates, times.

The balance P0 + A = (C + R + W + D + L + O + S + N) + P1 holds under every table (docs/method/measures.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from kelisim.apps.mediation.models import Case, Move
from kelisim.apps.mediation.models.case import Outcome, Route
from kelisim.apps.mediation.queries.cohorts import UPTAKE, between, moments, unresolved_before, whole_and_part

MISS = "miss"  # a clock that ran out, written down as a move
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
    received: int  # whatever came in
    forwarded: int  # of it, what was sent on to another body
    missed: Mapping[str, int]  # clocks by code
    cohorts: Mapping[str, tuple[int, int]]  # part and whole of each share of cases

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
    counted = unresolved_before(cases, since).order_by()
    told = counted.aggregate(**_sums(since, until))
    # By moves, which the first statement would look through for every case.
    whole, part = whole_and_part(since, until)[UPTAKE]
    told |= counted.filter(whole).aggregate(**_share(UPTAKE, Q(), part))
    consultations, missed = _moves(cases, since, until)
    return Counts(
        since=since,
        until=until,
        outcomes={one.value: told.pop(one.value) for one in Outcome if one != Outcome.APPEAL},
        cohorts={
            code: (told.pop(f"{code}__part"), told.pop(f"{code}__whole"))
            for code in whole_and_part(since, until)
        },
        consultations=consultations,
        missed=missed,
        **told,
    )


def _sums(since: date, until: date) -> dict[str, Count]:
    """Every sum of cases in one statement."""
    counted = Q(entered_on__isnull=False)
    resolved, received = between("resolved_on", since, until), moments("received_at", since, until)
    asked = {
        "open_before": _open_on(since),
        "applications": between("entered_on", since, until),
        "open_after": _open_on(until),
        "agreements": counted & between("agreed_on", since, until),
        "appeals": resolved & Q(outcome=Outcome.APPEAL),
        "received": received,
        "forwarded": received & Q(route=Route.REFERRAL),
        **{one.value: counted & resolved & Q(outcome=one) for one in Outcome if one != Outcome.APPEAL},
    }
    sums = {name: Count("pk", filter=which) for name, which in asked.items()}
    for code, (whole, part) in whole_and_part(since, until).items():
        sums |= _share(code, whole, part) if code != UPTAKE else {}
    return sums


def _share(code: str, whole: Q, part: Q) -> dict[str, Count]:
    return {
        f"{code}__whole": Count("pk", filter=whole or None),
        f"{code}__part": Count("pk", filter=whole & part),
    }


def _open_on(day: date) -> Q:
    return Q(entered_on__lt=day) & (Q(resolved_on__isnull=True) | Q(resolved_on__gte=day))


def _moves(cases: QuerySet[Case], since: date, until: date) -> tuple[int, dict[str, int]]:
    """Consultations given, and clocks missed by their code."""
    rows = Move.objects.filter(
        case__in=cases.order_by(), verb__in=("consult", MISS), on__gte=since, on__lt=until
    )
    told = list(rows.order_by().values_list("verb", "reason").annotate(Count("pk")))
    missed = {reason: number for verb, reason, number in told if verb == MISS}
    return sum(number for verb, _reason, number in told if verb == "consult"), missed


def quarter(day: date) -> tuple[date, date]:
    """The quarter a day lies in: its first day, and the first day after it."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    after = first + timedelta(days=100)
    return first, date(after.year, (after.month - 1) // 3 * 3 + 1, 1)
