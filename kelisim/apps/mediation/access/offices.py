"""Who orders and receives moves of whole offices, and who finds others for a mediator who cannot go on."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from kelisim.apps.mediation.models import Mediator, OfficeMove
from kelisim.apps.registry.public import Organisation, offices
from kelisim.kernel.access.door import has, holdings
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.places.queries import prefix

_FINDS_OTHERS = (Role.COORDINATOR, Role.COUNCIL)


def may_move_office(who: User, office: Organisation) -> bool:
    """The coordinator whose region holds the office that moves."""
    return has(who, Role.COORDINATOR, territory=office.territory, body=office.code)


def may_receive_office(who: User, office: Organisation) -> bool:
    """A clerk of the office that is asked to receive."""
    return has(who, Role.CLERK, territory=office.territory, body=office.code)


def may_relieve(who: User, mediator: Mediator) -> bool:
    """The coordinator or the council that reaches her office; nobody herself."""
    office = mediator.office
    return mediator.user_id != who.pk and any(
        has(who, role, territory=office.territory, body=office.code) for role in _FINDS_OTHERS
    )


def offices_of(who: User, role: Role) -> QuerySet[Organisation]:
    """The offices one of her roles reaches."""
    reach = Q(pk__in=[])
    for holding in holdings(who, role):
        if holding.body:
            reach |= Q(code=holding.body)
        elif holding.territory is None:
            reach |= Q(pk__isnull=False)
        else:
            reach |= Q(territory__code__startswith=prefix(holding.territory))
    return offices().filter(reach)


def ordered_moves(who: User) -> QuerySet[OfficeMove]:
    """Moves of offices a coordinator reaches, those called off too, the newest first."""
    return _rows().filter(office__in=offices_of(who, Role.COORDINATOR))


def coming_moves(who: User) -> QuerySet[OfficeMove]:
    """Moves to offices she is a clerk of that wait for a yes or no."""
    asked = _rows().filter(accepted_at__isnull=True, called_off_at__isnull=True)
    return asked.filter(to__in=offices_of(who, Role.CLERK))


def mediators_of(who: User) -> QuerySet[Mediator]:
    """The mediators for whom she may find others."""
    reach = Q(pk__in=[])
    for role in _FINDS_OTHERS:
        reach |= Q(office__in=offices_of(who, role).values("pk"))
    return Mediator.objects.filter(reach).exclude(user=who)


def _rows() -> QuerySet[OfficeMove]:
    return OfficeMove.objects.select_related("office__territory", "to__territory", "act", "ordered_by")
