"""Questions the registry answers."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from kelisim.apps.registry.errors import NoSuchOrganisation
from kelisim.apps.registry.models import (
    Community,
    CommunityKind,
    Leader,
    Organisation,
    OrganisationKind,
    Person,
)
from kelisim.kernel.places.models import Territory
from kelisim.kernel.places.queries import within_of


def communities(kind: CommunityKind | None = None) -> QuerySet[Community]:
    """Peoples and confessions in Kazakh order; one kind if asked."""
    rows = Community.objects.all()
    return rows if kind is None else rows.filter(kind=kind)


def organisations(
    kind: OrganisationKind | None = None, territory: Territory | None = None
) -> QuerySet[Organisation]:
    """Organisations in Kazakh order, of one kind and in one territory with all that lies in it."""
    rows = Organisation.objects.select_related("territory")
    if kind is not None:
        rows = rows.filter(kind=kind)
    if territory is not None:
        rows = rows.filter(within_of("territory", territory))
    return rows


def offices(territory: Territory | None = None) -> QuerySet[Organisation]:
    """Mediation offices, all or in one territory."""
    return organisations(OrganisationKind.MEDIATION_OFFICE, territory)


def councils(territory: Territory | None = None) -> QuerySet[Organisation]:
    """Mediation councils, all or in one territory."""
    return organisations(OrganisationKind.MEDIATION_COUNCIL, territory)


def organisation(code: str) -> Organisation:
    """The organisation of this code. Raises NoSuchOrganisation."""
    found: Organisation | None = (
        Organisation.objects.select_related("territory", "parent").filter(code=code).first()
    )
    if found is None:
        raise NoSuchOrganisation(code=code)
    return found


def organisations_by_code(codes: set[str]) -> dict[str, Organisation]:
    """Several organisations at once; a code nobody has is left out."""
    return {row.code: row for row in Organisation.objects.filter(code__in=codes)}


def persons_by_code(codes: set[str]) -> dict[str, Person]:
    """Several persons at once; a code nobody has is left out."""
    return {row.code: row for row in Person.objects.filter(code__in=codes)}


def external_bodies() -> dict[str, Organisation]:
    """Bodies outside the institution, which are in being until an act ends them."""
    return {row.code: row for row in Organisation.objects.filter(external=True)}


def leaders(territory: Territory | None = None, on: date | None = None) -> QuerySet[Leader]:
    """Leaders who agreed to be called in, on the day; in a territory also those of bodies without a place."""
    day = on or timezone.localdate()
    rows = Leader.objects.select_related("person", "organisation__territory")
    rows = rows.filter(Q(until__isnull=True) | Q(until__gt=day), agreed_on__lte=day)
    if territory is not None:
        anywhere = Q(organisation__territory__isnull=True)
        rows = rows.filter(anywhere | within_of("organisation__territory", territory))
    return rows
