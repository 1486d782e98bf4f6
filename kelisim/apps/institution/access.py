"""Who may write in the institution; everybody may read it."""

from __future__ import annotations

from kelisim.apps.institution.models import Post
from kelisim.apps.institution.queries.councils import national_council
from kelisim.apps.registry.public import Organisation, OrganisationKind
from kelisim.kernel.access import door
from kelisim.kernel.accounts.models import User

_MEDIATION = frozenset({OrganisationKind.MEDIATION_OFFICE, OrganisationKind.MEDIATION_COUNCIL})


def may_record(user: User | None) -> bool:
    """The lawyer of the secretariat records and voids; `None` is the house loading data."""
    return user is None or door.may(user, "institution.record")


def may_fill_posts_at(user: User | None, organisation: Organisation) -> bool:
    """The secretariat everywhere; at mediation offices and councils whoever keeps the register there."""
    if may_record(user):
        return True
    return (
        user is not None
        and organisation.kind in _MEDIATION
        and door.may(
            user, "mediation.change_register", territory=organisation.territory, body=organisation.code
        )
    )


def may_keep_papers_of(user: User | None, council: Organisation) -> bool:
    """Whoever may fill posts at a council; at the national one, whoever keeps a register in the country."""
    if may_fill_posts_at(user, council):
        return True
    national = bool(council.code) and council.code == national_council()
    return user is not None and national and door.may(user, "mediation.change_register", body=council.code)


def may_appoint(user: User | None, post: Post) -> bool:
    """Whoever may fill posts at the post's body."""
    return may_fill_posts_at(user, post.organisation)
