"""Keeps a paper of a mediation council, a recommendation, guidance or decision, as an act of the ledger."""

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


def keep_paper(act: Act, *, council: Organisation, by: User) -> Act:
    """Told with code, number, day, titles; for whoever may keep the papers of the council. Twice is once."""
    require(access.may_keep_papers_of(by, council))
    with transaction.atomic():
        standing: Act | None = Act.objects.filter(code=act.code).first()
        if standing is not None:
            return standing
        act.kind, act.principal, act.verified = ActKind.COUNCIL_PAPER, False, True
        act.confidence, act.date_last = Confidence.HIGH, act.date
        set_keys(act, act.title_kk, act.title_ru, act.title_en, act.number)
        act.full_clean()
        act.save()
        record("institution.paper_kept", act.code, by=by)
    return act
