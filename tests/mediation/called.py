"""Bolat, who leads an association, on his way into a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from kelisim.apps.mediation.actions.answer_call import answer_call
from kelisim.apps.mediation.actions.call_in import Call, call_in
from kelisim.apps.mediation.actions.end_part import end_part
from kelisim.apps.mediation.actions.enter_call import enter_call
from kelisim.apps.mediation.actions.open_case import open_case
from kelisim.apps.mediation.actions.show_item import show_item
from kelisim.apps.mediation.actions.sign_secrecy import sign_secrecy
from kelisim.apps.mediation.models import Participant
from kelisim.apps.mediation.queries import participants
from kelisim.apps.mediation.queries.keyring import keyring
from kelisim.apps.registry.models import Leader, Organisation, OrganisationKind, Person
from kelisim.apps.registry.public import save_leader, save_person
from kelisim.kernel.seal.ring import Keyring
from tests.cast import Story

BOLAT = participants.Person(name="Болат Ерланұлы", phone="+77010000009", email="bolat@example.org")
PHRASE = "қарағайлытоғай жайлауы"


@dataclass
class Called:
    """One call and what its person holds."""

    person: Participant
    token: str = field(default="", repr=False)
    number: str = ""
    secret: str = field(default="", repr=False)

    def keys(self) -> Keyring:
        """Her own key, opened with her secret."""
        return keyring(open_case(self.number, self.secret).cookie)


def roster(**changes: object) -> Leader:
    """Bolat stands on the roster, because he agreed to."""
    known = Leader.objects.filter(person__code="person-bolat").first()
    if known is not None:
        return known
    body = Organisation.objects.create(
        code="association-1", kind=OrganisationKind.ASSOCIATION, name_kk="«Достық» бірлестігі"
    )
    person = save_person(Person(code="person-bolat", name=BOLAT.name), by=None)
    told = {"office_kk": "төраға", "languages": "kk ru", "phone": BOLAT.phone, "email": BOLAT.email}
    told |= {"agreed_on": date(2026, 1, 10), **changes}
    return save_leader(Leader(person=person, organisation=body, **told), by=None)


def called(story: Story, *, agree: str = "AB", once: str = "1" * 24) -> Called:
    """The mediator asks; these sides agree."""
    call = Call(role="leader", who=participants.Person(leader=str(roster().pk)))
    person = call_in(story.case, call=call, once=once, by=story.refreshed().mediator.user)
    for side in agree:
        person = answer_call(person, agrees=True, by=story.party(side))
    return Called(person=person, token=participants.person(person).token)


def entered(story: Story, *, once: str = "1" * 24) -> Called:
    """He came in by the link."""
    part = called(story, once=once)
    entry = enter_call(part.token, notice=True, language="kk", once=f"enter{once}")
    part.number, part.secret = entry.number, entry.secret
    part.person = Participant.objects.select_related("case", "holder").get(pk=part.person.pk)
    return part


def signed(story: Story, *, once: str = "1" * 24) -> Called:
    """He signed confidentiality."""
    part = entered(story, once=once)
    digest = participants.secrecy_digest(participants.secrecy("kk", timezone.localdate()))
    part.person = sign_secrecy(part.person, digest=digest, language="kk", secret=part.secret)
    return part


def deeds(story: Story) -> Iterator[tuple[str, Callable[[], object]]]:
    """Calling Bolat in, each deed so that it can be done again; the case has a joint note."""
    mediator = story.refreshed().mediator.user
    keys, once = story.cast.keys(mediator), "l" * 24
    call = Call(role="leader", who=participants.Person(leader=str(roster().pk)))
    yield "call in", lambda: call_in(story.refreshed(), call=call, once=once, by=mediator)

    def bolat() -> Participant:
        return Participant.objects.select_related("case", "holder").get(case=story.case)

    for side in "AB":
        yield (
            f"agree to the call {side}",
            lambda side=side: answer_call(bolat(), agrees=True, by=story.party(side)),
        )
    token = participants.person(bolat()).token
    yield "enter the call", lambda: enter_call(token, notice=True, language="kk", once=once)
    secret = enter_call(token, notice=True, language="kk", once=once).secret
    words = participants.secrecy_digest(participants.secrecy("kk", timezone.localdate()))
    yield "sign secrecy", lambda: sign_secrecy(bolat(), digest=words, language="kk", secret=secret)
    item = story.case.items.get(kind="note", compartment="joint")
    yield "show a note", lambda: show_item(bolat(), item, by=mediator, keys=keys)
    yield "end the part", lambda: end_part(bolat(), by=bolat())
