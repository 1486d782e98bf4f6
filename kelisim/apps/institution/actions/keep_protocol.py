"""Keeps the protocol of a meeting that filled posts: an act whose effects are the tenures that name it."""

from __future__ import annotations

from kelisim.apps.institution import access
from kelisim.apps.institution.actions.keep_act import keep_act
from kelisim.apps.institution.models import Act
from kelisim.apps.institution.states import ActKind
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User


def keep_protocol(act: Act, *, organisation: Organisation, by: User | None) -> Act:
    """Told with code, number, day and title; kept for whoever may fill posts at the body. Twice is once."""
    require(access.may_fill_posts_at(by, organisation))
    return keep_act(act, kind=ActKind.PROTOCOL, audited="institution.protocol_kept", by=by)
