"""What a coordinator looks after: cases that stand still, offices that cannot work, mediators away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from kelisim.apps.mediation.models import Case, Mediator
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.queries.register import is_silent, is_suspended, on_register
from kelisim.apps.mediation.states import TALKS, State
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import in_force
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.seal.models import Holder


@dataclass(frozen=True, kw_only=True)
class Lame:
    """An office that cannot work as it stands."""

    office: Organisation
    clerk: bool
    key: bool


@dataclass(frozen=True, kw_only=True)
class Away:
    """A mediator who takes no new case today; how many open ones she has."""

    mediator: Mediator
    why: str  # suspended, silent
    cases: int


def long_without_mediator(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Those that have looked for a mediator longer than the service rule says; `since` on each."""
    before = timezone.now() - timedelta(days=law.number("mediator_search_days"))
    entered = Max("moves__at", filter=Q(moves__after=State.PROPOSING) & ~Q(moves__before=State.PROPOSING))
    rows = cases.filter(state=State.PROPOSING).annotate(since=entered)
    return rows.filter(since__lte=before).order_by("since", "pk")


def lame_offices(offices: QuerySet[Organisation]) -> list[Lame]:
    """Offices without a clerk of their own or without a key; three queries."""
    listed = list(offices)
    codes = [one.code for one in listed]
    clerks = RoleHolding.objects.filter(in_force(), role=Role.CLERK, user__is_active=True, body__in=codes)
    staffed = set(clerks.values_list("body", flat=True))
    keys = Holder.objects.filter(kind=Holder.Kind.OFFICE, retired_at__isnull=True, body__in=codes)
    keyed = set(keys.values_list("body", flat=True))
    return [
        Lame(office=one, clerk=one.code in staffed, key=one.code in keyed)
        for one in listed
        if one.code not in staffed or one.code not in keyed
    ]


def away(mediators: QuerySet[Mediator], day: date) -> list[Away]:
    """On the register, but suspended or silent; one query."""
    led = Count("case", filter=Q(case__state__in=[State.ACCEPTED, *TALKS]), distinct=True)
    rows = mediators.filter(pk__in=on_register(day).values("pk")).annotate(led=led)
    found = [(one, _why(one, day)) for one in rows.select_related("tenure__person", "office").order_by("pk")]
    return [Away(mediator=one, why=why, cases=one.led) for one, why in found if why]


def _why(mediator: Mediator, day: date) -> str:
    if is_suspended(mediator, day):
        return "suspended"
    return "silent" if is_silent(mediator, day) else ""
