"""Which offices can take a sealed application: those with a triage key and three escrow officers behind."""

from __future__ import annotations

from dataclasses import dataclass

from kelisim.apps.mediation.queries.people import office_holder
from kelisim.apps.registry.public import Organisation, OrganisationKind, councils, offices
from kelisim.kernel.places.models import Territory
from kelisim.kernel.seal import council
from kelisim.kernel.seal.models import EscrowSet, Holder


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """An office's triage key and the officers behind it."""

    key: Holder
    officers: EscrowSet


def councils_behind(office: Organisation) -> list[str]:
    """The councils that may hold its escrow, nearest first: its own, its region's, the national one."""
    found = []
    above = office.parent
    while above is not None:
        if above.kind == OrganisationKind.MEDIATION_COUNCIL:
            found.append(above.code)
        above = above.parent
    region = office.territory.code[:2] if office.territory else ""
    for one in councils():
        if region and one.territory_id and one.territory_id.startswith(region):
            found.append(one.code)
    national = [one.code for one in councils() if one.territory is None or one.territory.level == "country"]
    return list(dict.fromkeys([*found, *national]))


def receiver(office: Organisation) -> Receiver | None:
    """The keys an application to this office is sealed for; None if it cannot take one."""
    key = office_holder(office.code)
    officers = council.standing_behind(councils_behind(office))
    return Receiver(key=key, officers=officers) if key and officers else None


def receiving_offices(territory: Territory | None = None) -> list[Organisation]:
    """The offices of a territory that can take an application online, in Kazakh order."""
    keyed = set(
        Holder.objects.filter(kind=Holder.Kind.OFFICE, retired_at__isnull=True).values_list("body", flat=True)
    )
    bodies = EscrowSet.objects.filter(until__isnull=True).values_list("body", flat=True)
    standing = {body for body in bodies if council.standing_behind([body])}
    return [
        office
        for office in offices(territory).select_related("parent")
        if office.code in keyed and standing & set(councils_behind(office))
    ]
