"""Adds a row to the ledger."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.institution import access
from kelisim.apps.institution.errors import RULES, BadEffect
from kelisim.apps.institution.models import Effect
from kelisim.apps.institution.queries.ledger import engine_row, exclusive_powers, given, ledger
from kelisim.engines.timeline.effects import problems
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def record_effect(effect: Effect, *, by: User | None) -> Effect:
    """Keeps a new effect; its row number and the moment of recording are given here.

    Raises BadEffect with every rule of the ledger the row breaks, or makes another row break.
    """
    require(access.may_record(by))
    with transaction.atomic():
        number_and_date(effect, by)
        check_with(effect)
        effect.save()
        record("institution.effect_recorded", effect.code, by=by, act=effect.act.code, verb=effect.verb)
    return effect


def number_and_date(effect: Effect, by: User | None) -> None:
    """The next free number, and now. The ledger's first row is the lock: two writers come one by one."""
    Effect.objects.select_for_update().order_by("id").first()
    last = Effect.objects.order_by("-id").values_list("id", flat=True).first()
    effect.code = f"R{(last or 0) + 1:06}"
    effect.recorded = timezone.now()
    effect.recorded_by = by


def check_with(added: Effect | None, without: Effect | None = None) -> None:
    """The whole ledger, with one row added and one left out, must be sound. Raises BadEffect."""
    rows = [row for row in ledger() if without is None or row.code != without.code]
    if added is not None:
        rows.append(engine_row(added))
    found = problems(rows, given=given(rows), exclusive=exclusive_powers())
    if found:
        texts = (f"{p.effect.code}, {p.field} “{p.value}”: {RULES[p.rule]}" for p in found)
        raise BadEffect(problems="; ".join(texts))
