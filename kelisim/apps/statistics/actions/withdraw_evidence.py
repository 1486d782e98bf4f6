"""Its writer withdraws evidence: her words, her name and her source are erased, whatever state it was in."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.statistics.models import Evidence
from kelisim.apps.statistics.queries.evidence import hash_of
from kelisim.apps.statistics.states.evidence import EvidenceState, may_move
from kelisim.kernel.audit.log import record


def withdraw_evidence(key: str) -> Evidence:
    """The key is what lets her: nobody else was given it. Withdrawn twice, it was withdrawn once."""
    with transaction.atomic():
        found = Evidence.objects.select_for_update().get(key_hash=hash_of(key))
        if not may_move("withdraw", EvidenceState(found.state), EvidenceState.WITHDRAWN):
            return found
        found.state, found.withdrawn_at = EvidenceState.WITHDRAWN, timezone.now()
        found.words = found.source_title = found.source_address = found.name = found.answer = ""
        found.source_read_on = found.writer = None
        found.save()
        record("statistics.evidence_withdrawn", found, by=None, claim=found.claim, side=found.side)
    return found
