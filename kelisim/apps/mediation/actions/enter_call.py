"""Who is called comes in by the link: she makes her own secret, or says that she does not want to."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction

from kelisim.apps.mediation.actions.check_application import ONCE_LETTERS
from kelisim.apps.mediation.actions.close_part import close_part
from kelisim.apps.mediation.actions.submit import secret_hash
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswerWrong, NoticeNotAccepted
from kelisim.apps.mediation.errors.participants import NoSuchCall
from kelisim.apps.mediation.models import Participant
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.queries.participants import called_by
from kelisim.kernel.seal import keys, service
from kelisim.kernel.texts.code import Code


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What she copies by hand: the number, and the secret that is shown once."""

    number: str
    secret: str = field(repr=False)


def enter_call(token: str, *, notice: bool, language: str, once: str) -> Entry:
    """She comes in; the same form twice gives the same secret.

    Raises NoSuchCall, NoticeNotAccepted, AnswerWrong.
    """
    found = _called(token)
    if len(once) < ONCE_LETTERS:
        raise AnswerWrong(field="once", value=once[:40])
    if not notice:
        raise NoticeNotAccepted
    secret = keys.derived_secret(once)
    digest = service.keyed_hash("once", once)
    holder = keys.party_holder(secret) if found.holder_id is None else None
    with transaction.atomic():
        case = locked(found.case)
        participant = case.participants.select_for_update().get(pk=found.pk)
        if participant.status == Participant.Status.CALLED and holder is not None:
            require_move(case, "enter_call")
            holder.save()
            participant.holder, participant.language = holder, language
            participant.secret_hash, participant.once_hash = secret_hash(case, secret), digest
            participant.status = Participant.Status.ENTERED
            participant.save()
            take_step(case, Step(verb="enter_call", by=participant, facts={"participant": participant.pk}))
    if participant.once_hash != digest:
        raise NoSuchCall
    return Entry(number=shown_number(case.number), secret=secret)


def decline_call(token: str) -> Participant:
    """She does not want to, and needs no reason. Raises NoSuchCall."""
    found = _called(token)
    with transaction.atomic():
        case = locked(found.case)
        participant = case.participants.select_for_update().get(pk=found.pk)
        participant.case = case
        if participant.status != Participant.Status.CALLED:
            raise NoSuchCall
        require_move(case, "end_part")
        close_part(participant, Participant.Ending.DECLINED)
        facts: dict[str, Code] = {"participant": participant.pk, "ending": participant.ending}
        take_step(case, Step(verb="end_part", by=participant, facts=facts))
    return participant


def _called(token: str) -> Participant:
    found = called_by(token)
    if found is None:
        raise NoSuchCall
    return found
