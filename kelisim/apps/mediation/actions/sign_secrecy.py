"""Who is called in signs confidentiality, with her own key and before anything is shown to her."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import KeyLocked, NothingToSign, WrongPassphrase
from kelisim.apps.mediation.errors.participants import SecrecyChanged
from kelisim.apps.mediation.models import Participant
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.queries.participants import secrecy, secrecy_digest, secrecy_message
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal import keys
from kelisim.kernel.seal.errors import WrongSecret
from kelisim.kernel.texts.code import Code


def sign_secrecy(participant: Participant, *, digest: str, language: str, secret: str) -> Participant:
    """Signs the words she read (`digest`, in `language`). Twice is once.

    Raises KeyLocked, WrongPassphrase, NothingToSign, SecrecyChanged.
    """
    if participant.holder is None:
        raise KeyLocked
    try:
        seed = keys.unlock(participant.holder, secret)
    except WrongSecret:
        raise WrongPassphrase from None
    today = timezone.localdate()
    words = secrecy(language, today)
    if not words:
        raise NothingToSign
    if secrecy_digest(words) != digest:
        raise SecrecyChanged
    with transaction.atomic():
        case = locked(participant.case)
        participant = case.participants.select_for_update().get(pk=participant.pk)
        if participant.status != Participant.Status.ENTERED:
            return participant
        require_move(case, "sign_secrecy")
        signature = keys.sign(seed, secrecy_message(participant, digest)).hex()
        participant.status, participant.signed_at = Participant.Status.SIGNED, timezone.now()
        participant.save()
        facts: dict[str, Code] = {"participant": participant.pk, "digest": digest, "signature": signature}
        take_step(case, Step(verb="sign_secrecy", by=participant, facts=facts, edition=law.edition(today)))
        once = f"secrecy-signed:{participant.pk}"
        later("mediation.tell_mediator", case.pk, 0, "secrecy_signed", once=once)
    return participant
