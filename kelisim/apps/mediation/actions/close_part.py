"""A part ends: the keys of what was shown to this person are deleted, hers and the mediator's alike."""

from __future__ import annotations

from django.utils import timezone

from kelisim.apps.mediation.models import Case, Participant
from kelisim.apps.mediation.queries.participants import compartment
from kelisim.kernel.queue.later import later


def close_part(participant: Participant, ending: Participant.Ending) -> None:
    """Ends one part. Call it inside a transaction, with the case locked."""
    heard = participant.called_at is not None and ending != Participant.Ending.DECLINED
    participant.case.wraps.filter(compartment=compartment(participant)).delete()
    participant.status, participant.ending = Participant.Status.ENDED, ending
    participant.ended_at, participant.invite_hash = timezone.now(), ""
    participant.save()
    if heard:
        later("mediation.mail_called", participant.pk, "ended", once=f"part-ended:{participant.pk}")


def close_parts(case: Case) -> None:
    """The talks are over, or the mediator is another one: nobody who was called in reads on."""
    for participant in case.participants.exclude(status=Participant.Status.ENDED):
        close_part(participant, Participant.Ending.CASE_OVER)
