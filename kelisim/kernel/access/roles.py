"""All roles and everything a role may do, on one page.

A permission opens a kind of deed, never a row: which rows are seen stands in the room's `access.py`, and
who reads sealed content is decided by keys, not by this page.
"""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(StrEnum):
    """Everybody who uses the platform. The first three are never granted: they are what one is in a case."""

    PUBLIC = "public"
    PARTY = "party"
    INVITED = "invited"
    MEDIATOR = "mediator"
    CLERK = "clerk"
    COORDINATOR = "coordinator"
    COUNCIL = "council"
    REFERRER = "referrer"
    FACILITATOR = "facilitator"
    MODERATOR = "moderator"
    ANALYST = "analyst"
    SECRETARIAT = "secretariat"
    AUDITOR = "auditor"
    ADMIN = "admin"


LABELS = {
    Role.PUBLIC: pgettext_lazy("role", "Public"),
    Role.PARTY: pgettext_lazy("role", "Party to a case"),
    Role.INVITED: pgettext_lazy("role", "Invited participant"),
    Role.MEDIATOR: pgettext_lazy("role", "Mediator"),
    Role.CLERK: pgettext_lazy("role", "Office clerk"),
    Role.COORDINATOR: pgettext_lazy("role", "Regional coordinator"),
    Role.COUNCIL: pgettext_lazy("role", "Mediation council"),
    Role.REFERRER: pgettext_lazy("role", "Referring institution"),
    Role.FACILITATOR: pgettext_lazy("role", "Facilitator of conversations"),
    Role.MODERATOR: pgettext_lazy("role", "Moderator of statements"),
    Role.ANALYST: pgettext_lazy("role", "Analyst"),
    Role.SECRETARIAT: pgettext_lazy("role", "Secretariat"),
    Role.AUDITOR: pgettext_lazy("role", "Auditor"),
    Role.ADMIN: pgettext_lazy("role", "Administrator"),
}

NEVER_GRANTED = frozenset({Role.PUBLIC, Role.PARTY, Role.INVITED})

_EVERYBODY = frozenset({"statistics.read_released", "mediation.read_register", "mediation.apply"})
_STAFF = _EVERYBODY | {"desk.open", "account.read_own"}

PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.PUBLIC: _EVERYBODY,
    Role.PARTY: _EVERYBODY | {"mediation.take_part"},
    Role.INVITED: _EVERYBODY,
    Role.MEDIATOR: _STAFF | {"mediation.lead", "mediation.change_own_profile"},
    Role.CLERK: _STAFF
    | {
        "mediation.work_office",
        "mediation.route",
        "mediation.propose",
        "mediation.import",
        "mediation.change_register",
    },
    Role.COORDINATOR: _STAFF
    | {
        "mediation.read_region",
        "mediation.transfer",
        "mediation.change_register",
        "registry.change",
        "accounts.propose",
    },
    Role.COUNCIL: _STAFF
    | {"mediation.read_region", "mediation.open_escrow", "mediation.change_register", "accounts.propose"},
    Role.REFERRER: _STAFF | {"mediation.refer"},
    Role.FACILITATOR: _STAFF | {"dialogue.lead", "dialogue.moderate", "dialogue.enter_paper"},
    Role.MODERATOR: _STAFF | {"dialogue.moderate"},
    Role.ANALYST: _STAFF | {"statistics.read_totals"},
    Role.SECRETARIAT: _STAFF
    | {
        "statistics.read_totals",
        "statistics.release",
        "statistics.decide_evidence",
        "statistics.load_figures",
        "institution.record",
        "registry.change",
    },
    Role.AUDITOR: _STAFF
    | {"mediation.read_clear", "statistics.read_totals", "audit.read", "status.read", "accounts.read"},
    Role.ADMIN: _STAFF
    | {"accounts.read", "accounts.change", "audit.read_accounts", "status.read", "status.try_again"},
}

# What a coordinator or a council may propose for her area. Who keeps accounts, checks, counts or refers is
# nobody's proposal: those roles belong to no area.
PROPOSED = (Role.CLERK, Role.MEDIATOR, Role.COORDINATOR, Role.COUNCIL)

# Roles that are proposed for one body only, never for everything in an area.
FOR_ONE_BODY = frozenset({Role.CLERK})

# An account stands for a person with access to others' affairs: a password alone is not enough.
NEED_SECOND_FACTOR = frozenset(
    {
        *(Role.CLERK, Role.MEDIATOR, Role.COORDINATOR, Role.COUNCIL),
        *(Role.REFERRER, Role.AUDITOR, Role.ADMIN, Role.SECRETARIAT),
    }
)

# Pairs one person never holds at the same time, wherever. Whoever grants rights touches no case, and
# whoever checks does not act.
NEVER_TOGETHER = frozenset(
    frozenset(pair)
    for pair in (
        (Role.ADMIN, Role.COUNCIL),
        (Role.ADMIN, Role.CLERK),
        (Role.ADMIN, Role.MEDIATOR),
        (Role.ADMIN, Role.AUDITOR),
    )
)

# Pairs one person never holds for the same office: she would propose herself and lead her own case.
NEVER_IN_ONE_PLACE = frozenset({frozenset({Role.MEDIATOR, Role.CLERK})})

REASONS = {
    "together": _("These two roles are never held by one person."),
    "one_place": _("These two roles are never held by one person in the same office or area."),
}
