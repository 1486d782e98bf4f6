"""Who sends, sees and receives referrals; the cells of Thing.REFERRALS, row by row."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from kelisim.apps.mediation.models import Referral, ReferrerPass
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import has, holdings
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.places.queries import prefix

# An officer, a program with its pass, or the command at the console (nobody).
Sender = User | ReferrerPass | None


def may_refer(who: Sender, institution: Organisation) -> bool:
    """An officer of the institution, or its program."""
    if isinstance(who, ReferrerPass):
        return who.institution_id == institution.pk
    return who is None or institution.code in _institutions(who)


def may_receive(who: User, referral: Referral) -> bool:
    """A clerk of the office it was sent to."""
    office = referral.office
    return has(who, Role.CLERK, territory=office.territory, body=office.code)


def own_institutions(who: User) -> QuerySet[Organisation]:
    """Those she is an officer of; the role is held for a body, never for a whole territory."""
    return Organisation.objects.filter(code__in=_institutions(who))


def sent_referrals(who: User) -> QuerySet[Referral]:
    """Those of her own institutions."""
    return _rows().filter(institution__code__in=_institutions(who))


def waiting_referrals(who: User) -> QuerySet[Referral]:
    """Those of her offices, as a clerk."""
    reach = Q(pk__in=[])
    for holding in holdings(who, Role.CLERK):
        if holding.body:
            reach |= Q(office__code=holding.body)
        elif holding.territory is None:
            reach |= Q(pk__isnull=False)
        else:
            reach |= Q(office__territory__code__startswith=prefix(holding.territory))
    return _rows().filter(reach)


def _rows() -> QuerySet[Referral]:
    return Referral.objects.select_related("institution", "office__territory", "territory", "case")


def _institutions(who: User) -> list[str]:
    return [one.body for one in holdings(who, Role.REFERRER) if one.body]
