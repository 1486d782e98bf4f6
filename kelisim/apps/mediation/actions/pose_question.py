"""One side is asked in one round: by a link where mail may go, else by a call of the office."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from kelisim.apps.mediation.models import Case, FollowUp, Party
from kelisim.apps.mediation.queries import following, law
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal import service


def pose(case: Case, party: Party, code: str) -> FollowUp:
    """Opens the question of this round for her, or opens it again unless she answered. Case is locked."""
    now = timezone.now()
    closes = now + timedelta(days=law.number("follow_link_days", timezone.localdate()))
    question, _new = case.follow_ups.get_or_create(
        party=party, round=code, defaults={"asked_at": now, "closes_at": closes}
    )
    if question.answered_at is not None:
        return question
    question.closes_at = closes
    question.token_hash = service.keyed_hash("follow-link", following.token(question))
    question.save()
    if following.by_mail(party, case):
        later("mediation.mail_follow_up", question.pk, once=f"follow:{question.pk}:{now:%Y%m%d}")
    else:
        owe_call(question)
    return question


def owe_call(question: FollowUp) -> None:
    """Puts a call to her on the desk of the office, once; it stands there until it is done."""
    if question.call_since is not None:
        return
    question.call_since = timezone.now()
    question.save()
    later("mediation.tell_office", question.case_id, "call", once=f"call:{question.pk}")
