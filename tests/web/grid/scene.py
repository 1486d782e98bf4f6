"""The scene of the grid: the same objects in three places, a mark in every text, one browser a person.

Three places: her own office, another one of the same region, one of another region. Keys are the same in all
three on purpose: nothing but the rules of access stands between a reader and a case elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client
from django.utils import timezone

from kelisim.apps.institution.models import Tenure
from kelisim.apps.mediation.actions.draft_settlement import draft_settlement
from kelisim.apps.mediation.actions.open_case import open_case
from kelisim.apps.mediation.actions.show_item import show_item
from kelisim.apps.mediation.actions.take_in import on_paper
from kelisim.apps.mediation.actions.unlock import unlock
from kelisim.apps.mediation.actions.write_note import Note, write_note
from kelisim.apps.mediation.models import Case, Mediator, Offer
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import evidence, sealed, signatures
from kelisim.apps.mediation.queries.application import Side
from kelisim.apps.mediation.queries.people import Identity
from kelisim.apps.registry.models import Organisation
from kelisim.apps.registry.models import Person as Registered
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.places.models import Level
from kelisim.web.mediation.cookies import KEYS
from tests import cast as stories
from tests.mediation.called import Called, signed
from tests.mediation.signing_ways import SCAN, by_hand
from tests.people import PASSPHRASE, Cast, body, make_cast, place
from tests.web.grid.held import held, sent
from tests.web.grid.rights import Mark, Place, Stage, Thing
from tests.web.grid.things import Objects, objects_at

EARLY, TALKS = Stage.EARLY, Stage.TALKS


@dataclass
class Person:
    """Somebody who asks: in which role, where that is her own, with which side of the own case."""

    name: str
    role: Role
    client: Client
    own: frozenset[Place] = frozenset()
    side: str = ""
    number: str = ""  # what she comes in by, besides her secret
    user: User | None = None


@dataclass
class Scene:
    """Everybody, everything, and which words belong to what."""

    cast: Cast
    people: dict[str, Person] = field(default_factory=dict)
    objects: dict[Place, Objects] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)


@contextmanager
def scene() -> Iterator[Scene]:
    """Set once, thrown away whole."""
    with transaction.atomic():
        yield _set()
        transaction.set_rollback(True)


def _set() -> Scene:
    found = Scene(cast=make_cast())
    offices = {Place.OWN: found.cast.office, **_others(found.cast)}
    told = {at: (_story(found, at, EARLY), _story(found, at, TALKS)) for at in Place}
    own = told[Place.OWN][1]
    wrote = {at: sent(talks, str(at)) for at, (_early, talks) in told.items()}
    part = _marked(found, own)
    for at, (early, talks) in told.items():
        _put(found.cast, at, offices[at], [early.case, talks.case])
        found.objects[at] = objects_at(found.cast, at, offices[at], {EARLY: early, TALKS: talks})
        here = found.objects[at]
        here.held = held(wrote[at], talks, here.mediator, here.union, found.cast)
        found.marks += here.marks
    mine = found.objects[Place.OWN]
    mine.participant, mine.evidence = part.person.uid, _scanned(found.cast, own)
    found.people = _people(found.cast, own, part)
    return found


def _others(cast: Cast) -> dict[Place, Organisation]:
    """An office next door, and one in another region under another council."""
    near = body("office-752", cast.office.kind, cast.district, name="«Бірлік» кабинеті")
    region = place("710000000", Level.REGION, cast.region.parent, "Астана")
    district = place("711100000", Level.DISTRICT, region, "Есіл ауданы")
    council = body("council-71", cast.council.kind, region, name="Астана медиация кеңесі")
    far = body("office-711", cast.office.kind, district, name="«Келісім» кабинеті")
    for office, parent in ((near, cast.council), (far, council)):
        Organisation.objects.filter(pk=office.pk).update(parent=parent)
        office.parent = parent
    return {Place.SIBLING: near, Place.ELSEWHERE: far}


def _story(found: Scene, at: Place, stage: Stage) -> stories.Story:
    """A case whose sides, words and number are marked."""
    tag = f"{at}{stage}"
    sides = {
        letter: Identity(
            name=f"Сынақ{letter}{tag} Белгіұлы",
            phone=f"+7701{Place.index(at)}{Stage.index(stage)}{'AB'.index(letter)}7777",
            address=f"Мекен{letter}{tag}",
        )
        for letter in "AB"
    }
    words = {"essence": f"Мән{tag}", "short_text": f"Қысқаша{tag}"}
    told = {"applicant": Side(who=sides["A"]), "other": Side(who=sides["B"]), **words}
    begin = stories.triaged if stage == EARLY else stories.running
    story = begin(found.cast, once=f"{at}{stage}".ljust(28, "x"), **told)
    for letter, who in sides.items():
        found.marks += [
            Mark(who.phone, Thing.IDENTITY, at, stage, side=letter, agreed=stage == TALKS),
            Mark(who.address, Thing.IDENTITY, at, stage, side=letter, agreed=stage == TALKS),
            Mark(who.name.split()[0], Thing.IDENTITY, at, stage, named=True),
        ]
    found.marks += [
        Mark(words["essence"], Thing.INTAKE, at, stage, side="A"),
        Mark(str(story.case), Thing.CLEAR, at, stage),
    ]
    return story


def _marked(found: Scene, story: stories.Story) -> Called:
    """Notes in every room of the own case; one of them is shown to Bolat, who is called in."""
    keys, by = found.cast.keys(found.cast.daniyar), found.cast.daniyar
    part = signed(story)

    def note(room: str, mark: Mark, side: str = "") -> object:
        found.marks.append(mark)
        party = story.party(side) if side else None
        return write_note(
            story.case, note=Note(room=room, text=mark.text, side=party), once=mark.text, by=by, keys=keys
        )

    where = (Place.OWN, TALKS)
    note("joint", Mark("Ортақжазба", Thing.JOINT, *where))
    shown = note("joint", Mark("Көрсетілгенжазба", Thing.SHOWN, *where))
    for side in "AB":
        note("private", Mark(f"Жекежазба{side}", Thing.PRIVATE, *where, side=side), side)
    note("mediator", Mark("Өзжазба", Thing.MEDIATOR_NOTES, *where))
    show_item(part.person, shown, by=by, keys=keys)
    return part


def _scanned(cast: Cast, story: stories.Story) -> UUID:
    """A settlement waits in the own case; one side signed it on paper."""
    user = cast.daniyar
    draft_settlement(story.refreshed(), terms=stories.SETTLEMENT, by=user, keys=cast.keys(user))
    by_hand(story, ItemKind.SETTLEMENT, "A", on_paper("A", SCAN, received_on=timezone.localdate()))
    kept = evidence.evidence(
        sealed.opened(story.case, cast.keys(user)), signatures.draft(story.case, ItemKind.SETTLEMENT)
    )
    return UUID(kept["A"].file)


def _put(cast: Cast, at: Place, office: Organisation, cases: list[Case]) -> None:
    """Cases of another place lie at another office and are led by somebody else."""
    if at == Place.OWN:
        return
    user = User.objects.create_user(f"led-{at}@kelisim.example", name="Басқа")
    leads = Mediator.objects.get(pk=cast.mediators["kamila"].pk)
    tenure = Tenure.objects.get(pk=leads.tenure_id)
    tenure.pk, tenure.person = None, Registered.objects.create(code=f"person-{at}", name=f"Медиатор {at}")
    tenure.save(force_insert=True)
    leads.pk, leads.user, leads.office, leads.register_no = None, user, office, f"X-{at}"
    leads.tenure = tenure
    leads.territory, leads.region = office.territory, office.territory.parent
    leads.save(force_insert=True)
    told = {"office": office, "territory": office.territory, "region": office.territory.parent}
    for case in cases:
        led = {"mediator": leads} if case.mediator_id else {}
        Case.objects.filter(pk=case.pk).update(**told, **led)
        Offer.objects.filter(case=case).update(mediator=leads)
        case.refresh_from_db()


def _people(cast: Cast, own: stories.Story, part: Called) -> dict[str, Person]:
    """One of each role, one without any, and nobody at all."""
    here = frozenset({Place.OWN})
    roles = {
        **{"daniyar": (Role.MEDIATOR, here), "kamila": (Role.MEDIATOR, frozenset())},
        **{"aizhan": (Role.CLERK, here), "saule": (Role.COORDINATOR, here), "marat": (Role.COUNCIL, here)},
        **{"oksana": (Role.AUDITOR, here), "timur": (Role.ADMIN, here), "pavel": (Role.PUBLIC, here)},
    }
    users = {name: (getattr(cast, name), *told) for name, told in roles.items()}
    for role in (Role.ANALYST, Role.SECRETARIAT):
        users[role.value] = (_account(role), role, here)
    asel = _account(Role.REFERRER, body=f"union-{Place.OWN}")
    users["asel"] = (asel, Role.REFERRER, here)
    found = {name: _staff(name, *told) for name, told in users.items()}
    found["nobody"] = Person("nobody", Role.PUBLIC, Client())
    for name, side in (("vera", "A"), ("rustam", "B")):
        receipt = own.receipts[side]
        found[name] = Person(name, Role.PARTY, _inside(receipt.number, receipt.secret), own=here, side=side)
    found["bolat"] = Person(
        "bolat", Role.INVITED, _inside(part.number, part.secret), own=here, number=str(own.case)
    )
    return found


def _account(role: Role, *, body: str = "") -> User:
    user = User.objects.create_user(f"{role}@kelisim.example", name=str(role))
    RoleHolding.objects.create(user=user, role=role, body=body, since="2020-01-01")
    return user


def _staff(name: str, user: User, role: Role, own: frozenset[Place]) -> Person:
    """Signed in with a second factor, her key open if she has one."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client = Client()
    client.force_login(user)
    if name in {"daniyar", "kamila", "aizhan", "marat"}:
        client.cookies[KEYS] = unlock(user, PASSPHRASE)
    return Person(name, role, client, own=own, user=user)


def _inside(number: str, secret: str) -> Client:
    client = Client()
    client.cookies[KEYS] = open_case(number, secret).cookie
    return client
