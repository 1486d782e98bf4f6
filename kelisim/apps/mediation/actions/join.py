"""The other side agrees to try: she makes her own secret, and the case looks for a mediator."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.actions.check_application import ONCE_LETTERS
from kelisim.apps.mediation.actions.open_compartment import add_wrap
from kelisim.apps.mediation.actions.save_party import write_identity
from kelisim.apps.mediation.actions.submit import Receipt, secret_hash
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswersMissing, AnswerWrong, NoSuchInvitation, NoticeNotAccepted
from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.queries import invitations, people, sealed
from kelisim.apps.mediation.queries.people import Identity
from kelisim.apps.mediation.states import Closing, State
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal import keys, service
from kelisim.kernel.seal.models import Holder


@dataclass(frozen=True, kw_only=True)
class Joining:
    """What she tells when she joins; empty contacts keep those the applicant gave."""

    who: Identity = field(default_factory=Identity, repr=False)
    language: str = "kk"
    notice: bool = False
    follow_up: bool = False


def join(token: str, *, joining: Joining, once: str) -> Receipt:
    """She takes part; returns her receipt. The same form twice gives the same receipt.

    Consent after the period reopens the case. Raises NoSuchInvitation, NoticeNotAccepted, AnswerWrong.
    """
    plain = keys.canonical_secret(token)
    party = people.invited(plain)
    if party is None:
        raise NoSuchInvitation
    if len(once) < ONCE_LETTERS:
        raise AnswerWrong(field="once", value=once[:40])
    if not joining.notice:
        raise NoticeNotAccepted
    if party.joined_at is not None:
        return _again(party, once)
    secret = keys.derived_secret(once)
    holder = keys.party_holder(secret)
    with transaction.atomic():
        case = locked(party.case)
        party = case.parties.select_for_update().get(pk=party.pk)
        if party.joined_at is None:
            _enter(case, party, joining, holder=holder, token=plain)
            party.secret_hash = secret_hash(case, secret)
            party.once_hash = service.keyed_hash("once", once)
            party.save()
    return _again(party, once)


def _enter(case: Case, party: Party, joining: Joining, *, holder: Holder, token: str) -> None:
    late = case.state == State.CLOSED and case.closing == Closing.NO_RESPONSE
    verb = "reopen" if late else "join"
    require_move(case, verb, State.PROPOSING)
    before = people.identity(party)
    told = {name: value for name, value in vars(joining.who).items() if value and name != "token"}
    who = replace(before, **told, token="")
    if not who.name:
        raise AnswersMissing(fields=["name"])
    key = invitations.invitation_key(case, token)
    holder.save()
    party.holder, party.language = holder, joining.language
    party.joined_at = party.notice_at = timezone.now()
    party.follow_up = joining.follow_up
    write_identity(party, who)
    if key is not None:
        add_wrap(case, sealed.INVITATION, key, holder=holder)
        case.wraps.filter(compartment=sealed.INVITATION, holder__isnull=True).delete()
    if late:
        case.closing = ""
    take_step(case, Step(verb=verb, by=party, after=State.PROPOSING))
    later("mediation.tell_office", case.pk, "joined", once=f"joined:{case.pk}")
    applicant = case.parties.get(side=Party.Side.APPLICANT)
    later("mediation.mail", applicant.pk, "joined", once=f"mail-joined:{case.pk}")


def _again(party: Party, once: str) -> Receipt:
    if party.once_hash != service.keyed_hash("once", once):
        raise NoSuchInvitation
    case = party.case
    return Receipt(
        case=case,
        party=party,
        number=shown_number(case.number),
        secret=keys.derived_secret(once),
        at=party.joined_at or case.created_at,
        office=case.office,
        next_by=None,
    )
