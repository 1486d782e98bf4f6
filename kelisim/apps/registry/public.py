"""All that other rooms may ask of the registry."""

from kelisim.apps.registry.actions.save_leader import save_leader
from kelisim.apps.registry.actions.save_organisation import save_organisation
from kelisim.apps.registry.actions.save_person import save_person
from kelisim.apps.registry.errors import (
    LeaderOfNoAssociation,
    NameMissing,
    NoSuchOrganisation,
    RegistryError,
)
from kelisim.apps.registry.models import (
    Community,
    CommunityKind,
    Leader,
    Organisation,
    OrganisationKind,
    Person,
)
from kelisim.apps.registry.queries import (
    communities,
    councils,
    external_bodies,
    leaders,
    offices,
    organisation,
    organisations,
    organisations_by_code,
    persons_by_code,
)

__all__ = [
    "Community",
    "CommunityKind",
    "Leader",
    "LeaderOfNoAssociation",
    "NameMissing",
    "NoSuchOrganisation",
    "Organisation",
    "OrganisationKind",
    "Person",
    "RegistryError",
    "communities",
    "councils",
    "external_bodies",
    "leaders",
    "offices",
    "organisation",
    "organisations",
    "organisations_by_code",
    "persons_by_code",
    "save_leader",
    "save_organisation",
    "save_person",
]
