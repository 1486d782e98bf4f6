"""Keeps what a body itself wrote as an act of the ledger: no act of principle, sure and verified."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from kelisim.apps.institution.models import Act
from kelisim.apps.institution.states import ActKind, Confidence
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.texts.keys import set_keys


@transaction.atomic
def keep_act(act: Act, *, kind: ActKind, audited: str, by: User | None) -> Act:
    """Told with code, number, day and titles; who may is asked before. Twice is once, by its code."""
    standing: Act | None = Act.objects.filter(code=act.code).first()
    if standing is not None:
        return standing
    act.kind, act.principal, act.verified = kind, False, True
    act.confidence, act.date_last = Confidence.HIGH, act.date
    set_keys(act, act.title_kk, act.title_ru, act.title_en, act.number)
    act.full_clean(validate_unique=False)
    try:
        with transaction.atomic():
            act.save(force_insert=True)
    except IntegrityError:  # sent twice at once: the other one was first
        return Act.objects.get(code=act.code)
    record(audited, act.code, by=by)
    return act
