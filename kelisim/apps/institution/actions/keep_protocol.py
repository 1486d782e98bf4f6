"""Keeps the protocol of a meeting that filled posts: an act whose effects are the tenures that name it."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.institution import access
from kelisim.apps.institution.models import Act
from kelisim.apps.institution.states import ActKind, Confidence
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.texts.keys import set_keys


def keep_protocol(act: Act, *, organisation: Organisation, by: User | None) -> Act:
    """Told with code, number, day and title; kept for whoever may fill posts at the body. Twice is once."""
    require(access.may_fill_posts_at(by, organisation))
    with transaction.atomic():
        standing: Act | None = Act.objects.filter(code=act.code).first()
        if standing is not None:
            return standing
        act.kind, act.principal, act.verified = ActKind.PROTOCOL, False, True
        act.confidence, act.date_last = Confidence.HIGH, act.date
        set_keys(act, act.title_kk, act.title_ru, act.title_en, act.number)
        act.full_clean()
        act.save()
        record("institution.protocol_kept", act.code, by=by)
    return act
