"""A side agrees that somebody is called in, or does not; what she agreed to she may take back at any time."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.close_part import close_part
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.models import Participant, Party
from kelisim.apps.mediation.queries.participants import concealed, person, token_hash
from kelisim.kernel.access.door import require
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal import keys

TOKEN_LETTERS = 30  # 150 bits


def answer_call(participant: Participant, *, agrees: bool, by: Party) -> Participant:
    """Records consent or its refusal; with the last consent the person is called. Twice is once."""
    require(access.may_answer_call(by, participant))
    with transaction.atomic():
        case = locked(participant.case)
        participant = case.participants.select_for_update().get(pk=participant.pk)
        participant.case = case
        given = set(participant.consented.values_list("pk", flat=True))
        if participant.status == Participant.Status.ENDED or (agrees and by.pk in given):
            return participant
        require_move(case, "answer_call")
        if agrees:
            _agree(participant, by, given)
        else:
            close_part(participant, _ending(participant))
        facts = {"participant": participant.pk, "agrees": int(agrees)}
        take_step(case, Step(verb="answer_call", by=by, facts=facts))
        if participant.status != Participant.Status.ASKED:
            once = f"call-answered:{participant.pk}:{participant.status}"
            later("mediation.tell_mediator", case.pk, 0, "call_answered", once=once)
    return participant


def _agree(participant: Participant, by: Party, given: set[int]) -> None:
    participant.consented.add(by)
    everybody = set(participant.case.parties.values_list("pk", flat=True))
    if everybody <= {*given, by.pk}:
        token = keys.canonical_secret(keys.new_secret(TOKEN_LETTERS))
        participant.identity = concealed(participant, replace(person(participant), token=token))
        participant.invite_hash = token_hash(token)
        participant.status, participant.called_at = Participant.Status.CALLED, timezone.now()
        participant.save()
        later("mediation.mail_called", participant.pk, "called", once=f"called:{participant.pk}")


def _ending(participant: Participant) -> Participant.Ending:
    asked = participant.status == Participant.Status.ASKED
    return Participant.Ending.REFUSED if asked else Participant.Ending.TAKEN_BACK
