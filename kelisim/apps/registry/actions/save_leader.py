"""Keeps the roster of leaders: who agreed to be called in, for which association, until when."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.registry import access
from kelisim.apps.registry.errors import LeaderOfNoAssociation
from kelisim.apps.registry.models import ASSOCIATIONS, Leader
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def save_leader(leader: Leader, *, by: User | None) -> Leader:
    """Keeps a new or changed entry. Raises LeaderOfNoAssociation, Refused, ValidationError."""
    require(access.may_save_leader(by, leader))
    if leader.organisation.kind not in ASSOCIATIONS:
        raise LeaderOfNoAssociation(code=leader.organisation.code)
    with transaction.atomic():
        leader.full_clean()
        leader.save()
        record("registry.leader_saved", leader, by=by)
    return leader
