"""The mediator asks both sides whether somebody may be called in. Nobody is called before both agree."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.check_application import require_code
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswersMissing
from kelisim.apps.mediation.errors.participants import LeaderNotOnRoster
from kelisim.apps.mediation.models import Case, Participant
from kelisim.apps.mediation.queries.participants import Person, concealed
from kelisim.apps.registry.public import leaders
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal import service

LEADER = "leader"


@dataclass(frozen=True, kw_only=True)
class Call:
    """Whom, as what, in which language to write; a leader is named by the entry of the roster alone."""

    role: str
    who: Person = field(default_factory=Person, repr=False)
    language: str = "kk"


def call_in(case: Case, *, call: Call, once: str, by: User) -> Participant:
    """Asks the sides; the same form twice is one call.

    Raises AnswersMissing, AnswerWrong, LeaderNotOnRoster.
    """
    require(access.may_lead(by, case))
    if not call.role:
        raise AnswersMissing(fields=["role"])
    require_code("role", call.role, "participant_roles")
    call = _from_roster(case, call) if call.role == LEADER else _told(call)
    with transaction.atomic():
        case = locked(case)
        asked = service.keyed_hash("once", once)
        known = case.participants.filter(asked_once=asked).first()
        if known is not None:
            return known
        require_move(case, "call_in")
        participant = Participant(case=case, role=call.role, language=call.language, asked_once=asked)
        participant.identity = concealed(participant, call.who)
        participant.save()
        take_step(case, Step(verb="call_in", by=by, facts={"participant": participant.pk, "role": call.role}))
        for party in case.parties.all():
            later("mediation.mail", party.pk, "call", once=f"mail-call:{participant.pk}:{party.side}")
    return participant


def _told(call: Call) -> Call:
    missing = [
        name for name, value in (("name", call.who.name), ("contact", call.who.reachable())) if not value
    ]
    if missing:
        raise AnswersMissing(fields=missing)
    return replace(call, who=replace(call.who, leader="", token=""))


def _from_roster(case: Case, call: Call) -> Call:
    """Only who agreed to be called, and still does; names and contacts are the roster's."""
    if not call.who.leader.isdigit():
        raise AnswersMissing(fields=["leader"])
    entry = leaders(case.region).filter(pk=int(call.who.leader)).first()
    if entry is None:
        raise LeaderNotOnRoster
    who = Person(name=entry.person.name, phone=entry.phone, email=entry.email, leader=str(entry.pk))
    return replace(call, who=who, language=entry.language)
