"""An editor publishes evidence as it stands, returns it, or takes it down; she changes no word of it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.statistics import access
from kelisim.apps.statistics.errors.evidence import (
    DecidedAlready,
    PublicReasonMissing,
    ReasonMissing,
    TooLong,
)
from kelisim.apps.statistics.models import Evidence
from kelisim.apps.statistics.states.evidence import MOVES, EvidenceState, may_move
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.texts.of import reader_language

LONGEST_ANSWER = 2000
OUTCOMES = {verb: move.target for verb, move in MOVES.items() if move.who == "editor"}
NEEDS_REASON = {EvidenceState.RETURNED: ReasonMissing, EvidenceState.TAKEN_DOWN: PublicReasonMissing}


def decide_evidence(evidence: Evidence, *, verb: str, answer: str, by: User) -> Evidence:
    """`verb` is publish, return or take_down. The answer stands beside what is published, if she gives one;
    of what is returned it is the reason, and the writer alone reads it; of what was public and is taken down
    it is the reason everybody reads.

    Raises ReasonMissing, PublicReasonMissing, TooLong, DecidedAlready.
    """
    require(access.may_decide(by, evidence))
    words, after = answer.strip(), OUTCOMES[verb]
    if after in NEEDS_REASON and not words:
        raise NEEDS_REASON[after]
    if len(words) > LONGEST_ANSWER:
        raise TooLong(length=len(words), limit=LONGEST_ANSWER)
    with transaction.atomic():
        found = Evidence.objects.select_for_update().get(pk=evidence.pk)
        before = EvidenceState(found.state)
        if not may_move(verb, before, after):
            raise DecidedAlready(reference=found.reference, state=before.label)
        found.state, found.shown = after, after != EvidenceState.RETURNED
        found.answer, found.answer_language = words, reader_language() if words else ""
        found.decided_at, found.decided_by = timezone.now(), by
        found.save()
        record(f"statistics.evidence_{after.value}", found, by=by, claim=found.claim, side=found.side)
    return found
