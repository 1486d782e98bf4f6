"""Who marks when somebody cannot meet, and gives a calendar's link away: each for herself."""

from __future__ import annotations

from kelisim.apps.mediation.access.sight import Who
from kelisim.apps.mediation.models import Party
from kelisim.apps.mediation.queries.diary import Diary
from kelisim.kernel.access.door import has
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User


def may_keep_diary(who: Who, diary: Diary) -> bool:
    """A mediator her own, a side her own, a clerk that of her office's room."""
    if isinstance(who, Party):
        return diary.party is not None and diary.party.pk == who.pk
    if not isinstance(who, User):
        return False
    if diary.office is not None:
        return has(who, Role.CLERK, territory=diary.office.territory, body=diary.office.code)
    return diary.mediator is not None and diary.mediator.user_id == who.pk and has(who, Role.MEDIATOR)
