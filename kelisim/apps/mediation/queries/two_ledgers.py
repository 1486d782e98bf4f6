"""Referrals of a quarter by institution: what came of them, and how far the two ledgers agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, QuerySet
from django.utils import timezone

from kelisim.apps.mediation.models import Reconciliation, Referral
from kelisim.apps.mediation.queries.rates import Ratio
from kelisim.apps.mediation.queries.reconciling import Kind, counted
from kelisim.apps.registry.public import Organisation


@dataclass(frozen=True, kw_only=True)
class TwoLedgers:
    """One institution in the quarter; `agreed`: rows of both lists, None where none was given."""

    institution: Organisation
    received: int
    opened: int
    mediated: int
    agreed: Ratio | None
    by_us: bool
    by_them: bool

    @property
    def disputed(self) -> int:
        """Rows that differ, or stand in one list only."""
        return int(self.agreed.whole - self.agreed.part) if self.agreed else 0


def two_ledgers(
    referrals: QuerySet[Referral], comparisons: QuerySet[Reconciliation], *, since: date, until: date
) -> list[TwoLedgers]:
    """By the names of institutions; three queries. Both lists are what the reader may see."""
    begins, ends = (timezone.make_aware(datetime.combine(day, time.min)) for day in (since, until))
    rows = referrals.order_by().filter(received_at__gte=begins, received_at__lt=ends)
    sums = rows.values_list("institution").annotate(Count("pk"), Count("case"), Count("case__agreed_on"))
    came = {key: numbers for key, *numbers in sums}
    told = {one.institution_id: one for one in comparisons.filter(since=since)}
    known = Organisation.objects.filter(pk__in={*came, *told})
    return [_told(one, came.get(one.pk, (0, 0, 0)), told.get(one.pk)) for one in known]


def _told(institution: Organisation, came: Iterable[int], compared: Reconciliation | None) -> TwoLedgers:
    received, opened, mediated = came
    lines = compared.lines if compared else []
    return TwoLedgers(
        institution=institution,
        received=received,
        opened=opened,
        mediated=mediated,
        agreed=Ratio(part=counted(lines)[Kind.MATCHED], whole=len(lines)) if compared else None,
        by_us=compared is not None and compared.ours_at is not None,
        by_them=compared is not None and compared.theirs_at is not None,
    )
