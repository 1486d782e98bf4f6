"""Publishes a table that waits: all of it, exactly as it was looked at, or nothing."""

from __future__ import annotations

from io import BytesIO

from django.db import transaction
from django.utils import timezone

from kelisim.apps.statistics import access
from kelisim.apps.statistics.actions.load_series import load_stream
from kelisim.apps.statistics.errors import FiguresMoved, NoReason
from kelisim.apps.statistics.models import FigureTable
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def publish_table(table: FigureTable, *, seen: str, why: str, by: User) -> FigureTable:
    """Publishes it; one published already is left as it is.

    `seen` is the digest of what she looked at. Raises Refused, BadPack with every bad cell, FiguresMoved when
    the figures are no longer those she looked at, NoReason when figures are revised without one.
    """
    require(access.may_load(by))
    with transaction.atomic():
        table = FigureTable.objects.select_for_update().get(pk=table.pk)
        if table.published:
            return table
        taken = load_stream(BytesIO(bytes(table.content)), table.name, why=why)
        if taken.digest != seen:
            raise FiguresMoved
        if taken.revised and not why:
            raise NoReason(revised=taken.revised)
        table.new, table.revised, table.why = taken.new, taken.revised, why
        table.published, table.content = timezone.now(), b""
        table.save()
        record("statistics.table_published", table, by=by, new=taken.new, revised=taken.revised)
    return table
