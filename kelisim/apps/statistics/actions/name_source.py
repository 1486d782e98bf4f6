"""Names a source, so that tables may say where their figures were read."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.statistics import access
from kelisim.apps.statistics.models import Source
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def name_source(source: Source, *, by: User) -> Source:
    """Adds it; the code must be new (the form says so). Raises Refused."""
    require(access.may_load(by))
    with transaction.atomic():
        source.save(force_insert=True)
        record("statistics.source_named", source, by=by)
    return source
