"""Who may do each deed. A deed needs its role, its reach and the part of the case it writes."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from kelisim.apps.mediation.access.grid import Reach, Thing
from kelisim.apps.mediation.access.sight import Who, may, standings
from kelisim.apps.mediation.models import Case, CouncilPaper, Offer, Participant, Party
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import has
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User


def may_submit(who: Who, office: Organisation | None) -> bool:
    """Anybody may apply; for somebody else, a clerk of the office that receives it."""
    if who is None or isinstance(who, AnonymousUser):
        return True
    if not isinstance(who, User) or office is None:
        return False
    return has(who, Role.CLERK, territory=office.territory, body=office.code)


def may_work(who: Who, case: Case) -> bool:
    """Triage, invitation, proposal: a clerk of the case's office who does not mediate in it."""
    return (Role.CLERK, Reach.OFFICE) in standings(who, case) and may(who, "write", Thing.CLEAR, case)


def may_follow_up(who: Who, case: Case) -> bool:
    """Calling the sides about performance: a clerk of the case's office; she sees numbers, never wording."""
    return (Role.CLERK, Reach.OFFICE) in standings(who, case) and may(who, "write", Thing.OBLIGATIONS, case)


def may_take_part(who: Who, case: Case) -> bool:
    """Objecting, confirming, withdrawing, refusing: a side of this case."""
    return isinstance(who, Party) and who.case_id == case.pk


def may_lead(who: Who, case: Case) -> bool:
    """Agreement, meetings, settlement: the mediator of this case, not one only asked."""
    return (
        isinstance(who, User)
        and case.mediator is not None
        and case.mediator.user_id == who.pk
        and may(who, "write", Thing.JOINT, case)
    )


def may_sign(who: Who, case: Case) -> bool:
    """A side or the mediator, each for herself; never the clerk."""
    return may_take_part(who, case) or may_lead(who, case)


def may_end(who: Who, case: Case) -> bool:
    """A side or the mediator."""
    return may_sign(who, case)


def may_note(who: Who, case: Case, thing: Thing, *, owner: Party | None = None) -> bool:
    """Whether she writes into this sealed part."""
    return (may_take_part(who, case) or may_lead(who, case)) and may(who, "write", thing, case, owner=owner)


def may_accept_offer(who: Who, offer: Offer) -> bool:
    """The mediator who was asked, herself."""
    return isinstance(who, User) and offer.mediator.user_id == who.pk and has(who, Role.MEDIATOR)


def may_transfer(who: Who, case: Case) -> bool:
    """The coordinator of the case's region."""
    return (Role.COORDINATOR, Reach.REGION) in standings(who, case)


def may_change_contact(who: Who, party: Party) -> bool:
    """The side herself, or a clerk of the office."""
    return (isinstance(who, Party) and who.pk == party.pk) or may_work(who, party.case)


def may_enrol_office(who: Who, office: Organisation) -> bool:
    """A clerk of the office makes its key and lends it to another clerk."""
    return isinstance(who, User) and has(who, Role.CLERK, territory=office.territory, body=office.code)


def sits_on(who: Who, body: Organisation) -> bool:
    """A member of this council: she sees its officers, may be one, and takes part in their change."""
    return isinstance(who, User) and has(who, Role.COUNCIL, territory=body.territory, body=body.code)


def may_report_paper(who: Who, paper: CouncilPaper) -> bool:
    """What was done under a paper of a council: whoever is responsible, or a member of the council."""
    return (isinstance(who, User) and paper.owner_id == who.pk) or sits_on(who, paper.council)


def may_hear_complaint(who: Who, case: Case) -> bool:
    """A member of a council that reaches the case, unless she refused it herself."""
    if not isinstance(who, User) or (Role.COUNCIL, Reach.REGION) not in standings(who, case):
        return False
    return not case.moves.filter(verb="refuse", user=who).exists()


def may_break_glass(who: Who, case: Case) -> bool:
    """An escrow officer of a council that reaches the case."""
    return (Role.COUNCIL, Reach.REGION) in standings(who, case)


def may_answer_call(who: Who, participant: Participant) -> bool:
    """Consent to somebody being called in, and its taking back: each side of the case."""
    return may_take_part(who, participant.case)


def may_show(who: Who, participant: Participant) -> bool:
    """Showing something by name: the mediator of the case, to one who has signed confidentiality."""
    case = participant.case
    return may_lead(who, case) and may(who, "write", Thing.SHOWN, case) and participant.reads()


def may_end_part(who: Who, participant: Participant) -> bool:
    """The mediator, or who was called in, herself."""
    own = isinstance(who, Participant) and who.pk == participant.pk
    return own or may_lead(who, participant.case)
