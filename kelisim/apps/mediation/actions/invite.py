"""Invites the other side: a token opens the short text meant for her, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.open_compartment import open_compartment
from kelisim.apps.mediation.actions.save_party import write_identity
from kelisim.apps.mediation.actions.seal_item import Sheet, seal_item
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import CarefulCase, ContactMissing
from kelisim.apps.mediation.models import Case, Party, Wrap
from kelisim.apps.mediation.models.case import Clock, Route
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import invitations, law, people, sealed
from kelisim.apps.mediation.states import State
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal import box, keys, service
from kelisim.kernel.seal.ring import Keyring

TOKEN_LETTERS = 30  # 150 bits


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """What the clerk prints or reads out; the mail job sends the same link by itself."""

    party: Party
    token: str = field(repr=False)
    answer_by: date


def invite(
    case: Case, *, by: User, keys: Keyring, answer_days: int | None = None, safe: bool = False
) -> Invitation:
    """Invites the other side for ten days, or the reasonable period stated.

    Raises ContactMissing, and CarefulCase unless `safe` says that a person judged it so.
    """
    require(access.may_work(by, case))
    with transaction.atomic():
        case = locked(case)
        party = case.parties.select_for_update().get(side=Party.Side.RESPONDENT)
        who = people.identity(party)
        if case.state == State.INVITING and who.token:
            return Invitation(party=party, token=who.token, answer_by=invitations.answer_by(case))
        require_move(case, "invite", State.INVITING)
        if case.careful and not safe:
            raise CarefulCase
        if not who.reachable():
            raise ContactMissing
        token = _give_token(case, party, who, keys)
        days = answer_days or law.number("invitation_days")
        last = timezone.localdate() + timedelta(days=days)
        case.route = Route.MEDIATION
        take_step(
            case,
            Step(
                verb="invite",
                by=by,
                after=State.INVITING,
                clock=(Clock.INVITATION, law.over_at(last)),
                edition=law.edition(timezone.localdate()),
                facts={"days": days, "careful": int(case.careful)},
            ),
        )
        if party.has_email and not case.careful:
            later(
                "mediation.mail", party.pk, "invitation", once=f"invite:{party.pk}:{party.invite_hash[:16]}"
            )
    return Invitation(party=party, token=token, answer_by=last)


def _give_token(case: Case, party: Party, who: people.Identity, ring: Keyring) -> str:
    text = sealed.latest(case, ring, ItemKind.SHORT_TEXT)
    token = keys.canonical_secret(keys.new_secret(TOKEN_LETTERS))
    key = open_compartment(case, sealed.INVITATION, holders=[])
    Wrap.objects.create(
        case=case,
        compartment=sealed.INVITATION,
        sealed=box.seal(key, key=service.code_key(token), place=invitations.wrap_place(case)),
    )
    words = {"text": text.text() if text else ""}
    seal_item(case, sealed.INVITATION, key, Sheet(kind=ItemKind.SHORT_TEXT, words=words))
    party.invite_hash, party.invited_at = service.keyed_hash("invite", token), timezone.now()
    write_identity(party, replace(who, token=token))
    return token
