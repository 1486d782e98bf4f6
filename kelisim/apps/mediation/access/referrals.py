"""Who sends, sees and receives referrals; the cells of Thing.REFERRALS, row by row."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from kelisim.apps.mediation.models import Reconciliation, Referral, ReferrerPass
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import has, holdings
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.places.queries import within_of

# Who keeps the ledger of a region, and who reads it.
KEEPERS = (Role.COORDINATOR, Role.COUNCIL)
READERS = (*KEEPERS, Role.AUDITOR)
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


def may_keep_ledger(who: User, institution: Organisation) -> bool:
    """Confirms a quarter for our side: a coordinator or the council of the institution's place."""
    place = institution.territory
    return any(has(who, role, territory=place, body=institution.code) for role in KEEPERS)


def reads_ledger(who: User) -> bool:
    """Whether she keeps or checks the ledger somewhere."""
    return any(holdings(who, role) for role in READERS)


def own_institutions(who: User) -> QuerySet[Organisation]:
    """Those she is an officer of; the role is held for a body, never for a whole territory."""
    return Organisation.objects.filter(code__in=_institutions(who))


def sent_referrals(who: User) -> QuerySet[Referral]:
    """Those of her own institutions."""
    return _rows().filter(institution__code__in=_institutions(who))


def waiting_referrals(who: User) -> QuerySet[Referral]:
    """Those of her offices, as a clerk."""
    return _rows().filter(_reach(who, (Role.CLERK,), place="office__territory", body="office__code"))


def slips_of(who: User) -> QuerySet[Referral]:
    """Whose return slip she may print: the clerk's of her office, an officer's of her institution."""
    return waiting_referrals(who) | sent_referrals(who)


def ledger_referrals(who: User) -> QuerySet[Referral]:
    """Clear rows of the ledger as far as the grid lets her read: her region, or the whole country."""
    return _rows().filter(_reach(who, READERS, place="office__territory", body="office__code"))


def ledger_offices(who: User) -> QuerySet[Organisation]:
    """The offices her ledger reaches."""
    return Organisation.objects.filter(_reach(who, READERS, place="territory", body="code")).order_by("code")


def visible_comparisons(who: User) -> QuerySet[Reconciliation]:
    """Those of her own institutions, and of the institutions in the reach of her ledger."""
    own = Q(institution__code__in=_institutions(who))
    reach = _reach(who, READERS, place="institution__territory", body="institution__code")
    rows = Reconciliation.objects.select_related("institution__territory", "theirs_by", "ours_by")
    return rows.filter(own | reach)


def _reach(who: User, roles: tuple[Role, ...], *, place: str, body: str) -> Q:
    reach = Q(pk__in=[])
    for holding in (one for role in roles for one in holdings(who, role)):
        if holding.body:
            reach |= Q(**{body: holding.body})
        else:
            within = within_of(place, holding.territory) if holding.territory else Q()
            reach |= within or Q(pk__isnull=False)
    return reach


def _rows() -> QuerySet[Referral]:
    return Referral.objects.select_related("institution", "office__territory", "territory", "case")


def _institutions(who: User) -> list[str]:
    return [one.body for one in holdings(who, Role.REFERRER) if one.body]
