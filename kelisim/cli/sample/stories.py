"""Live cases of the demo: each carried by the real actions to the place where its people wait."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from django.utils import timezone

from kelisim.apps.mediation.actions.accept_offer import accept_offer
from kelisim.apps.mediation.actions.confirm import confirm
from kelisim.apps.mediation.actions.consult import consult
from kelisim.apps.mediation.actions.decline import decline
from kelisim.apps.mediation.actions.draft_agreement import draft_agreement
from kelisim.apps.mediation.actions.draft_settlement import Promise, Terms, draft_settlement
from kelisim.apps.mediation.actions.invite import invite
from kelisim.apps.mediation.actions.join import Joining, join
from kelisim.apps.mediation.actions.open_session import Meeting, open_session
from kelisim.apps.mediation.actions.propose import propose
from kelisim.apps.mediation.actions.record_session import record_session
from kelisim.apps.mediation.actions.route import route
from kelisim.apps.mediation.actions.settle import settle
from kelisim.apps.mediation.actions.sign_agreement import sign_agreement
from kelisim.apps.mediation.actions.submit import Receipt, submit
from kelisim.apps.mediation.actions.unlock import unlock
from kelisim.apps.mediation.actions.withdraw import withdraw
from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import documents, signatures
from kelisim.apps.mediation.queries.application import Application, Side
from kelisim.apps.mediation.queries.keyring import keyring
from kelisim.apps.mediation.queries.offers import live_offer
from kelisim.apps.registry.models import Organisation
from kelisim.cli.sample import invented
from kelisim.cli.sample.ageing import let_pass
from kelisim.cli.sample.people import PASSPHRASE
from kelisim.kernel.accounts.models import User
from kelisim.kernel.packs.codes import codes

if TYPE_CHECKING:
    from kelisim.kernel.seal.ring import Keyring

WAYS: tuple[tuple[str, int], ...] = (
    ("received", 4), ("consulted", 2), ("withdrawn", 1), ("triaged", 2), ("declined", 1), ("invited", 3),
    ("joined", 2), ("offered", 2), ("accepted", 2), ("confirmed", 1), ("drafted", 1), ("agreed", 1),
    ("met", 2), ("written", 1), ("settled", 2),
)  # fmt: skip


@dataclass
class Story:
    """One invented case on its way. `steps` are taken one after another until its place is reached."""

    office: Organisation
    clerk: User
    quarrel: invented.Quarrel
    number: int
    dice: random.Random
    keys: Callable[[User], Keyring]
    case: Case | None = None
    receipts: dict[str, Receipt] | None = None

    def here(self) -> Case:
        """The case as it stands now."""
        if self.case is None:
            raise LookupError("the story has not begun")
        self.case = Case.objects.select_related("office", "mediator__user", "region").get(pk=self.case.pk)
        return self.case

    def side(self, letter: str) -> Party:
        """Applicant A or other side B."""
        return Party.objects.select_related("case", "holder").get(case=self.here(), side=letter)

    def mediator(self) -> User:
        """Whoever leads the case, or was asked."""
        case = self.here()
        offer = live_offer(case)
        found = case.mediator or (offer.mediator if offer else None)
        if found is None or found.user is None:
            raise LookupError("no mediator yet")
        return found.user

    def once(self, letter: str) -> str:
        """The key of a form; the secrets of sample cases follow from it, so a demo can be repeated."""
        return f"sample-{letter}-" + hashlib.sha256(f"{self.number}{letter}".encode()).hexdigest()[:32]


def tell(
    office: Organisation, clerk: User, dice: random.Random, *, count: int
) -> Iterator[tuple[str, Story]]:
    """Yields each story with the name of its place, once it has been carried there."""
    places = [place for place, often in WAYS for _once in range(often)]
    keys = cache(lambda user: keyring(unlock(user, PASSPHRASE), user))
    for number in range(count):
        place = places[number % len(places)]
        quarrel = invented.QUARRELS[number % len(invented.QUARRELS)]
        story = Story(office=office, clerk=clerk, quarrel=quarrel, number=number, dice=dice, keys=keys)
        for step in ROADS[place]:
            step(story)
            let_pass(story.here(), GAPS[step] + number % 2)
        yield place, story


def _apply(story: Story) -> None:
    quarrel, place = story.quarrel, story.office.territory
    if place is None:
        raise LookupError(story.office.code)
    people = [invented.person(story.dice, story.number * 2 + at) for at in (1, 2)]
    told = Application(
        office=story.office,
        territory=place,
        applicant=Side(who=people[0], language=quarrel.language),
        other=Side(who=people[1], language=quarrel.language),
        topic=quarrel.topic,
        track=quarrel.kind,
        essence=quarrel.essence,
        short_text=quarrel.short,
        language=quarrel.language,
        notice=True,
        follow_up=True,
        answers={"kind": quarrel.kind, "safety": "no"},
        wishes={"mode": "meeting"},
    )
    receipt = submit(told, once=story.once("A"))
    story.case, story.receipts = receipt.case, {"A": receipt}


def _route(story: Story) -> None:
    route(story.here(), to="mediation", rule=f"scope_{story.quarrel.kind}", by=story.clerk)


def _consult(story: Story) -> None:
    consult(story.here(), minutes=25, settles=True, once=f"sample-{story.number}", by=story.clerk)


def _withdraw(story: Story) -> None:
    withdraw(story.here(), by=story.side("A"))


def _invite(story: Story) -> None:
    invite(story.here(), by=story.clerk, keys=story.keys(story.clerk))


def _token(story: Story) -> str:
    # Asking again gives the same invitation.
    return invite(story.here(), by=story.clerk, keys=story.keys(story.clerk)).token


def _decline(story: Story) -> None:
    decline(_token(story))


def _join(story: Story) -> None:
    joining = Joining(language=story.quarrel.language, notice=True, follow_up=True)
    receipt = join(_token(story), joining=joining, once=story.once("B"))
    story.receipts = {**(story.receipts or {}), "B": receipt}


def _offer(story: Story) -> None:
    propose(story.here(), by=story.clerk, keys=story.keys(story.clerk))


def _accept(story: Story) -> None:
    statement = dict.fromkeys((one.code for one in codes("conflict_points")), False)
    offer = live_offer(story.here())
    if offer is None:
        raise LookupError("no offer")
    accept_offer(offer, statement=statement, competent=True, by=story.mediator())


def _confirm(story: Story) -> None:
    for letter in ("A", "B"):
        offer = live_offer(story.here())
        if offer is not None:
            confirm(story.here(), offer=offer, by=story.side(letter))


def _draft(story: Story) -> None:
    user = story.mediator()
    case = story.here()
    draft_agreement(case, terms=documents.proposed_terms(case), by=user, keys=story.keys(user))


def _sign(story: Story) -> None:
    _everybody(story, ItemKind.AGREEMENT, sign_agreement)


def _meet(story: Story) -> None:
    user = story.mediator()
    meeting = Meeting(starts_at=timezone.now() + timedelta(minutes=1), mode="meeting")
    session = open_session(story.here(), meeting=meeting, by=user)
    record_session(session, status="held", minutes=90, by=user)


def _write(story: Story) -> None:
    user = story.mediator()
    kazakh = story.quarrel.language == "kk"
    terms = Terms(
        text="Тараптар бейбіт келісімге келді." if kazakh else "Стороны пришли к согласию.",
        promises=(
            Promise(
                debtor="B",
                kind="do",
                what="Келісілген жұмысты аяқтау" if kazakh else "Завершить оговорённую работу",
                due_on=timezone.localdate() + timedelta(days=20),
            ),
            Promise(
                debtor="A",
                kind="pay",
                what="Жартысын, 40 000 теңгені төлеу" if kazakh else "Заплатить половину, 40 000 тенге",
                due_on=timezone.localdate() + timedelta(days=40),
            ),
        ),
    )
    draft_settlement(story.here(), terms=terms, by=user, keys=story.keys(user))


def _settle(story: Story) -> None:
    _everybody(story, ItemKind.SETTLEMENT, settle)


def _everybody(story: Story, kind: ItemKind, act: Callable[..., Case]) -> None:
    draft = signatures.draft(story.here(), kind)
    if draft is None or story.receipts is None:
        raise LookupError(kind)
    for letter in ("A", "B"):
        receipt = story.receipts[letter]
        act(story.here(), digest=draft.digest, secret=receipt.secret, by=story.side(letter))
    act(story.here(), digest=draft.digest, secret=PASSPHRASE, by=story.mediator())


_LINE: list[tuple[str, Callable[[Story], None]]] = [
    ("received", _apply), ("triaged", _route), ("invited", _invite), ("joined", _join), ("offered", _offer),
    ("accepted", _accept), ("confirmed", _confirm), ("drafted", _draft), ("agreed", _sign), ("met", _meet),
    ("written", _write), ("settled", _settle),
]  # fmt: skip
ROADS: dict[str, list[Callable[[Story], None]]] = {
    **{name: [step for _name, step in _LINE[: at + 1]] for at, (name, _step) in enumerate(_LINE)},
    "consulted": [_apply, _consult],
    "withdrawn": [_apply, _withdraw],
    "declined": [_apply, _route, _invite, _decline],
}
# Days that pass after each step; short enough that no clock of a waiting case has run out.
GAPS: dict[Callable[[Story], None], int] = {
    _apply: 2, _route: 1, _invite: 3, _join: 1, _offer: 0, _accept: 2, _confirm: 1, _draft: 1, _sign: 4,
    _meet: 6, _write: 1, _settle: 9, _consult: 3, _withdraw: 3, _decline: 3,
}  # fmt: skip
