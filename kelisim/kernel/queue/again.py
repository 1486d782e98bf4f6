"""`try_again` lowers a flag and asks for its job anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from kelisim.kernel.audit.log import record
from kelisim.kernel.queue.later import later
from kelisim.kernel.queue.models import Flag

if TYPE_CHECKING:
    from kelisim.kernel.accounts.models import User


def try_again(flag: Flag, *, by: User) -> bool:
    """Once per flag, however often the button is pressed; True if the job was asked for now."""
    with transaction.atomic():
        mine = Flag.objects.filter(pk=flag.pk, lowered_at=None).update(
            lowered_at=timezone.now(), lowered_by=by.pk
        )
        if mine:
            later(flag.name, *flag.args)
            record("queue.tried_again", flag, by=by, job=flag.name)
    return bool(mine)
