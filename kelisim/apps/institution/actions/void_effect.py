"""Voids a row of the ledger, and records what is right instead."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.institution import access
from kelisim.apps.institution.actions.record_effect import check_with, number_and_date
from kelisim.apps.institution.errors import AlreadyVoided, ReasonMissing
from kelisim.apps.institution.models import Effect
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def void_effect(
    effect: Effect, *, reason: str, by: User | None, instead: Effect | None = None
) -> Effect | None:
    """Fills the void fields once; correcting is voiding with the right row `instead`, in one step.

    Raises AlreadyVoided, ReasonMissing, BadEffect (the rest of the ledger would not be sound).
    """
    require(access.may_record(by))
    if not reason.strip():
        raise ReasonMissing(code=effect.code)
    with transaction.atomic():
        if instead is not None:
            number_and_date(instead, by)
        check_with(instead, without=effect)
        now = instead.recorded if instead is not None else timezone.now()
        filled = Effect.objects.filter(pk=effect.pk).fill_void(
            voided=now, voided_by=by, reason=reason.strip()
        )
        if not filled:
            voided = Effect.objects.values_list("voided", flat=True).get(pk=effect.pk)
            raise AlreadyVoided(code=effect.code, on=timezone.localdate(voided).isoformat())
        if instead is not None:
            instead.save()
        codes = {"instead": instead.code} if instead is not None else {}
        record("institution.effect_voided", effect.code, by=by, **codes)
    return instead
