"""An institution gives its program a pass, and takes it back."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.errors.referrals import PassTooLong
from kelisim.apps.mediation.models import ReferrerPass
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.seal import service

LONGEST_DAYS = 366


def issue_pass(institution: Organisation, *, until: date, by: User) -> str:
    """The token, shown once: only its keyed hash is kept. Raises Refused, PassTooLong."""
    require(access.may_refer(by, institution))
    today = timezone.localdate()
    if not today < until <= today + timedelta(days=LONGEST_DAYS):
        raise PassTooLong(days=LONGEST_DAYS)
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        made = ReferrerPass.objects.create(
            institution=institution,
            token_hash=service.keyed_hash("referrer-pass", token),
            issued_by=by,
            until=until,
        )
        record("mediation.pass_issued", institution, by=by, number=made.pk)
    return token


def revoke_pass(given: ReferrerPass, *, by: User) -> None:
    """From now on the token opens nothing; revoking again changes nothing."""
    require(access.may_refer(by, given.institution))
    with transaction.atomic():
        rows = ReferrerPass.objects.filter(pk=given.pk, revoked_at=None)
        if rows.update(revoked_at=timezone.now()):
            record("mediation.pass_revoked", given.institution, by=by, number=given.pk)
