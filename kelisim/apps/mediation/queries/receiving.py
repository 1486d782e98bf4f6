"""Which offices can take a sealed application: those with a triage key and three escrow officers behind."""

from __future__ import annotations

from dataclasses import dataclass

from kelisim.apps.mediation.models import OfficeMove
from kelisim.apps.mediation.queries.people import office_holder
from kelisim.apps.registry.public import Organisation, councils, offices
from kelisim.kernel.places.models import Level, Territory
from kelisim.kernel.seal import council
from kelisim.kernel.seal.models import EscrowSet, Holder


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """An office's triage key and the officers behind it."""

    key: Holder
    officers: EscrowSet


def councils_behind(office: Organisation, listed: list[Organisation] | None = None) -> list[str]:
    """The councils that may hold its escrow, nearest first: its own, its region's, the national one.

    `listed`: all councils, if they are at hand.
    """
    known = {one.pk: one for one in (listed if listed is not None else councils())}
    found, above = [], office.parent_id
    while above in known:
        found.append(known[above].code)
        above = known[above].parent_id
    region = office.territory.code[:2] if office.territory else ""
    for one in known.values():
        if region and one.territory_id and one.territory_id.startswith(region):
            found.append(one.code)
    national = [
        one.code for one in known.values() if one.territory is None or one.territory.level == Level.COUNTRY
    ]
    return list(dict.fromkeys([*found, *national]))


def receiver(office: Organisation) -> Receiver | None:
    """The keys an application to this office is sealed for; None if it cannot take one."""
    key = office_holder(office.code)
    officers = council.standing_behind(councils_behind(office))
    return Receiver(key=key, officers=officers) if key and officers else None


def receiving_offices(territory: Territory | None = None) -> list[Organisation]:
    """The offices of a territory that can take an application online, in Kazakh order.

    An office that goes over to another one takes no new ones.
    """
    keyed, standing, listed = _keyed(), _standing(), list(councils())
    leaving = OfficeMove.objects.filter(accepted_at__isnull=False, called_off_at__isnull=True)
    return [
        office
        for office in offices(territory).exclude(pk__in=leaving.values("office"))
        if office.code in keyed and standing & set(councils_behind(office, listed))
    ]


@dataclass(frozen=True, kw_only=True)
class Lacking:
    """How many offices there are, and what those lack that cannot take applications."""

    offices: int
    lacking: dict[str, list[str]]


def lacking() -> Lacking:
    """What every office still needs: its own key, three escrow officers behind it."""
    keyed, standing, above = _keyed(), _standing(), list(councils())
    listed = list(offices())
    found: dict[str, list[str]] = {}
    for office in listed:
        needs = [] if office.code in keyed else ["key"]
        needs += [] if standing & set(councils_behind(office, above)) else ["escrow officers"]
        if needs:
            found[office.code] = needs
    return Lacking(offices=len(listed), lacking=found)


def _keyed() -> set[str]:
    rows = Holder.objects.filter(kind=Holder.Kind.OFFICE, retired_at__isnull=True)
    return set(rows.values_list("body", flat=True))


def _standing() -> set[str]:
    rows = EscrowSet.objects.filter(
        until__isnull=True,
        first__retired_at__isnull=True,
        second__retired_at__isnull=True,
        third__retired_at__isnull=True,
    )
    return set(rows.values_list("body", flat=True))
