"""The cast of every story, what they hold, and a case carried to any state.

Aizhan clerk, Daniyar and Kamila mediators, Vera and Rustam the sides, Saule coordinator, Marat (with Gulnar
and Viktor) of the Council, Oksana auditor, Timur administrator (never reads a case), Pavel a stranger.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from kelisim.apps.mediation.actions.accept_offer import accept_offer
from kelisim.apps.mediation.actions.confirm import confirm
from kelisim.apps.mediation.actions.draft_agreement import draft_agreement
from kelisim.apps.mediation.actions.draft_settlement import Promise, Terms, draft_settlement
from kelisim.apps.mediation.actions.invite import Invitation, invite
from kelisim.apps.mediation.actions.join import Joining, join
from kelisim.apps.mediation.actions.open_case import open_case
from kelisim.apps.mediation.actions.open_session import Meeting, open_session
from kelisim.apps.mediation.actions.propose import propose
from kelisim.apps.mediation.actions.record_session import record_session
from kelisim.apps.mediation.actions.route import route
from kelisim.apps.mediation.actions.sign_document import SIGNED_BY
from kelisim.apps.mediation.actions.submit import Receipt, submit
from kelisim.apps.mediation.models import Case, Offer, Party
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import documents, signatures
from kelisim.apps.mediation.queries.keyring import keyring
from kelisim.kernel.seal.ring import Keyring
from tests.people import (
    ESSENCE,
    ONCE_A,
    ONCE_B,
    PASSPHRASE,
    PASSWORD,
    RUSTAM,
    SHORT_TEXT,
    STATEMENT,
    VERA,
    Cast,
    body,
    make_cast,
    place,
)

__all__ = [
    "ESSENCE",
    "ONCE_A",
    "ONCE_B",
    "PASSPHRASE",
    "PASSWORD",
    "RUSTAM",
    "SETTLEMENT",
    "SHORT_TEXT",
    "STATEMENT",
    "VERA",
    "Cast",
    "Story",
    "body",
    "make_cast",
    "place",
]


@dataclass
class Story:
    """One case on its way, with what its people hold."""

    cast: Cast
    case: Case
    receipts: dict[str, Receipt] = field(default_factory=dict)
    invitation: Invitation | None = None
    offer: Offer | None = None

    def party(self, side: str) -> Party:
        """Vera (A) or Rustam (B)."""
        return Party.objects.select_related("case", "holder").get(case=self.case, side=side)

    def secret(self, side: str) -> str:
        """What stands on her receipt."""
        return self.receipts[side].secret

    def keys(self, side: str) -> Keyring:
        """A side's open key."""
        return keyring(open_case(self.receipts[side].number, self.secret(side)).cookie)

    def refreshed(self) -> Case:
        """The case as it stands now."""
        self.case = Case.objects.select_related("office", "mediator", "region").get(pk=self.case.pk)
        return self.case

    def sign(self, kind: ItemKind, who: str) -> Case:
        """A (Vera), B (Rustam) or M (the mediator) signs the newest version."""
        act = SIGNED_BY[kind]
        digest = signatures.draft(self.case, kind).digest
        by = self.refreshed().mediator.user if who == "M" else self.party(who)
        secret = PASSPHRASE if who == "M" else self.secret(who)
        self.case = act(self.case, digest=digest, secret=secret, by=by)
        return self.case


def received(cast: Cast, *, once: str = ONCE_A, **changes: object) -> Story:
    """Vera has applied; another one under another `once`."""
    receipt = submit(cast.application(**changes), once=once)
    return Story(cast=cast, case=receipt.case, receipts={"A": receipt})


def triaged(cast: Cast, **changes: object) -> Story:
    """Aizhan has decided that it is for mediation."""
    story = received(cast, **changes)
    story.case = route(story.case, to="mediation", rule="scope_civil", by=cast.aizhan)
    return story


def inviting(cast: Cast, **changes: object) -> Story:
    """Rustam is invited."""
    story = triaged(cast, **changes)
    story.invitation = invite(story.case, by=cast.aizhan, keys=cast.keys(cast.aizhan))
    story.refreshed()
    return story


def proposing(cast: Cast, **changes: object) -> Story:
    """Rustam has joined."""
    story = inviting(cast, **changes)
    joining = Joining(notice=True, follow_up=True)
    story.receipts["B"] = join(story.invitation.token, joining=joining, once=ONCE_B)
    story.refreshed()
    return story


def offered(cast: Cast, **changes: object) -> Story:
    """A mediator is asked."""
    story = proposing(cast, **changes)
    story.offer = propose(story.case, by=cast.aizhan, keys=cast.keys(cast.aizhan))
    story.refreshed()
    return story


def accepted(cast: Cast, **changes: object) -> Story:
    """She has accepted; the sides may object."""
    story = offered(cast, **changes)
    user = story.offer.mediator.user
    story.case = accept_offer(story.offer, statement=STATEMENT, competent=True, by=user)
    story.offer.refresh_from_db()
    story.refreshed()
    return story


def confirmed(cast: Cast, **changes: object) -> Story:
    """Both sides have confirmed her."""
    story = accepted(cast, **changes)
    for side in ("A", "B"):
        story.case = confirm(story.case, offer=story.offer, by=story.party(side))
    return story


def agreed(cast: Cast, **changes: object) -> Story:
    """The agreement to mediate is signed by all three."""
    story = confirmed(cast, **changes)
    user = story.refreshed().mediator.user
    terms = documents.proposed_terms(story.case)
    draft_agreement(story.case, terms=terms, by=user, keys=cast.keys(user))
    for who in ("A", "B", "M"):
        story.sign(ItemKind.AGREEMENT, who)
    return story


def running(cast: Cast, **changes: object) -> Story:
    """One meeting was held."""
    story = agreed(cast, **changes)
    user = story.refreshed().mediator.user
    meeting = Meeting(starts_at=timezone.now() + timedelta(hours=1), mode="meeting")
    session = open_session(story.case, meeting=meeting, by=user)
    record_session(session, status="held", minutes=90, by=user)
    story.refreshed()
    return story


SETTLEMENT = Terms(
    text="Тараптар шарбақты ескі шекараға қайтаруға келісті.",
    promises=(
        Promise(
            debtor="B",
            kind="do",
            what="Шарбақты ескі шекараға қайтару",
            how="өз қаражатына",
            due_on=date(2026, 5, 1),
            otherwise="сотқа жүгінеді",
        ),
        Promise(debtor="A", kind="pay", what="Жартысын, 40 000 теңгені төлеу", event="қайтарылған соң"),
    ),
)


def settled(cast: Cast, **changes: object) -> Story:
    """The settlement is signed by all three."""
    story = running(cast, **changes)
    user = story.refreshed().mediator.user
    draft_settlement(story.case, terms=SETTLEMENT, by=user, keys=cast.keys(user))
    for who in ("B", "M", "A"):
        story.sign(ItemKind.SETTLEMENT, who)
    return story


def at(day: str) -> datetime:
    """Noon of a day, as UTC."""
    return datetime.fromisoformat(f"{day}T07:00:00").replace(tzinfo=UTC)
