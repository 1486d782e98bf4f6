"""A mediator who cannot go on: which cases she leaves, and for which of them two officers are needed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from kelisim.apps.mediation.models import Case, Mediator, Offer, Wrap
from kelisim.apps.mediation.queries import sealed
from kelisim.apps.mediation.states import TALKS, State
from kelisim.kernel.seal.models import Holder


def cases_of(mediator: Mediator) -> QuerySet[Case]:
    """Those she leads or is asked to lead; what is settled or ended goes its way without her."""
    asked = Offer.objects.filter(status=Offer.Status.WAITING, mediator=mediator)
    leads = Q(mediator=mediator, state__in=[State.ACCEPTED, *TALKS])
    return Case.objects.filter(leads | Q(pk__in=asked.values("case"))).order_by("pk")


def number_of_cases(mediator: Mediator) -> int:
    """How many that are, wherever they lie."""
    return cases_of(mediator).count()


def freed_cases(mediator: Mediator) -> QuerySet[Case]:
    """Cases she left that look for another one still."""
    left = Offer.objects.filter(mediator=mediator, status__in=[Offer.Status.REPLACED, Offer.Status.LAPSED])
    return Case.objects.filter(state=State.PROPOSING, pk__in=left.values("case")).order_by("pk")


def needing_officers(cases: Iterable[Case]) -> set[int]:
    """Cases whose application no office holds: a side gives it on, or two officers together. One query."""
    pks = {case.pk for case in cases}
    held = Wrap.objects.filter(
        case__in=pks,
        compartment=sealed.INTAKE,
        inner__isnull=True,
        holder__kind=Holder.Kind.OFFICE,
        holder__retired_at__isnull=True,
    )
    return pks - set(held.values_list("case", flat=True))
