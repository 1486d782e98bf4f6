"""Keeps a table somebody hands in, so that it can be looked at, mended and published later."""

from __future__ import annotations

import hashlib

from django.db import IntegrityError, transaction
from django.utils import timezone

from kelisim.apps.statistics import access
from kelisim.apps.statistics.models import FigureTable
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def bring_table(content: bytes, *, name: str, by: User) -> FigureTable:
    """The table, waiting. The same bytes handed in twice are the same table. Raises Refused."""
    require(access.may_load(by))
    digest = hashlib.sha256(content).hexdigest()
    waiting = FigureTable.objects.filter(digest=digest, by=by, published=None)
    if found := waiting.first():
        return found
    try:
        with transaction.atomic():
            table = FigureTable.objects.create(
                name=name[:200], digest=digest, content=content, by=by, received=timezone.now()
            )
            record("statistics.table_handed_in", table, by=by, bytes=len(content))
    except IntegrityError:  # the other tap was faster
        return waiting.get()
    return table
