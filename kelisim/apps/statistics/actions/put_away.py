"""Puts a waiting table away: it was never published, so nothing of it remains but the entry in the audit."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.statistics import access
from kelisim.apps.statistics.models import FigureTable
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def put_away(table: FigureTable, *, by: User) -> bool:
    """Whether it was still waiting. Raises Refused."""
    require(access.may_load(by))
    with transaction.atomic():
        waiting = FigureTable.objects.select_for_update().filter(pk=table.pk, published=None).first()
        if waiting is None:
            return False
        record("statistics.table_put_away", waiting, by=by)
        waiting.delete()
    return True
