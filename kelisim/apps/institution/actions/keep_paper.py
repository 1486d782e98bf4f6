"""Keeps a paper of a mediation council, a recommendation, guidance or decision, as an act of the ledger."""

from __future__ import annotations

from kelisim.apps.institution import access
from kelisim.apps.institution.actions.keep_act import keep_act
from kelisim.apps.institution.models import Act
from kelisim.apps.institution.states import ActKind
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User


def keep_paper(act: Act, *, council: Organisation, by: User) -> Act:
    """Told with code, number, day, titles; for whoever may keep the papers of the council. Twice is once."""
    require(access.may_keep_papers_of(by, council))
    return keep_act(act, kind=ActKind.COUNCIL_PAPER, audited="institution.paper_kept", by=by)
