"""What a side sees of her case: where it stands, who acts next by when, what there is to read and sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from kelisim.apps.mediation.models import Case, Obligation, Offer, Party, Session
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import complaints, following, law, people, private, sealed
from kelisim.apps.mediation.queries.calendar_feed import meeting_token
from kelisim.apps.mediation.queries.consents import still_shared
from kelisim.apps.mediation.queries.offers import live_offer
from kelisim.apps.mediation.states import FOLLOWED, TALKS, Closing, State
from kelisim.kernel.packs.codes import code_name, codes
from kelisim.kernel.packs.zones import zone_of
from kelisim.web.mediation.called import Line, called, shown
from kelisim.web.mediation.party import kept, signing, standing
from kelisim.web.mediation.party.signing import Paper
from kelisim.web.mediation.party.standing import Step

if TYPE_CHECKING:
    from kelisim.kernel.seal.ring import Keyring

BEFORE_AGREEMENT = (State.RECEIVED, State.TRIAGED, State.INVITING, State.PROPOSING, State.ACCEPTED)


@dataclass(frozen=True, kw_only=True)
class Words:
    """A note as it is shown; `uid` only where its owner may still make it joint."""

    who: str
    text: str = field(repr=False)
    at: datetime
    uid: str = ""
    shown_to: Sequence[str] = field(default=(), repr=False)  # who of those called in may read it


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A longer term somebody asked for: the day, who has agreed, whether the reader has."""

    until: date
    voices: Sequence[str]
    mine: bool


@dataclass(frozen=True, kw_only=True)
class Sight:
    """The whole page of one side."""

    case: Case
    party: Party
    number: str
    topic: str
    ladder: Sequence[Step]
    ending: str
    next_step: str
    next_by: date | None
    names: dict[str, str] = field(repr=False)
    application: str = field(repr=False)
    short_text: str = field(repr=False)
    letter: str = field(repr=False)
    elsewhere: str = field(repr=False)
    offer: Offer | None
    points: Sequence[tuple[str, bool]]  # what the mediator stated, point by point
    may_choose: bool
    papers: Sequence[Paper]
    documents: Sequence[tuple[str, str]]
    sessions: Sequence[tuple[Session, str, str]]  # each with the name of its mode, and its calendar file
    obligations: Sequence[tuple[Obligation, str, str]]  # each with the names of its kind and its status
    joint: Sequence[Words] = field(repr=False)
    private: Sequence[Words] = field(repr=False)
    called: Sequence[Line] = field(default=(), repr=False)
    wishes: Sequence[Wish] = ()
    latest: date | None = None  # how far the term may be extended; None where it may not
    may_withdraw: bool = False
    refused: bool = False
    complain_by: date | None = None  # the last day to complain of a refusal
    kept: kept.Kept = field(default=kept.NOTHING, repr=False)

    @property
    def unread(self) -> bool:
        """Whether the mediator of today cannot read private messages of hers."""
        return self.may_talk and bool(private.unread(self.case, self.party))

    @property
    def zone(self) -> str:
        """By whose clock the meetings are told."""
        return zone_of(str(self.case.region_id or "")).key

    @property
    def call_waits(self) -> bool:
        """Whether she is asked about somebody and has not answered."""
        return any(one.asked and self.party.side not in one.agreed for one in self.called)

    @property
    def ties(self) -> bool:
        """Whether the mediator stated a tie to a side or to the matter."""
        return any(yes for _point, yes in self.points)

    @property
    def mediator_kind(self) -> str:
        """Which kind the mediator shown is, in words."""
        return code_name("mediator_kinds", self.offer.mediator.kind).of() if self.offer else ""

    @property
    def may_talk(self) -> bool:
        """Whether the mediation is under way."""
        return self.case.state in TALKS

    @property
    def chosen(self) -> bool:
        """Whether the mediator is chosen by signature: the agreement to mediate stands."""
        return self.case.agreed_on is not None

    @property
    def followed(self) -> bool:
        """Whether a settlement is followed: she may be asked, or no more."""
        return self.case.state in FOLLOWED

    @property
    def unperformed(self) -> bool:
        """Whether something was last said to be done in part or not at all."""
        return self.followed and any(
            one.status in following.TROUBLE for one, _kind, _status in self.obligations
        )


def sight(party: Party, keys: Keyring) -> Sight:
    """What this side may see, opened with her own key."""
    case = party.case
    items = sealed.opened(case, keys)
    by_kind = {one.item.kind: one for one in items}
    accepted = _accepted(case)
    names = {side: who.name for side, who in people.identities(case).items()}
    papers = signing.papers(case, party, items, names)
    called_in = called(case) if case.agreed_on else []
    return Sight(
        case=case,
        party=party,
        number=shown_number(case.number),
        topic=code_name("topics", case.topic).of(),
        ladder=standing.ladder(case),
        ending=standing.ending(case),
        next_step=standing.next_step(case, party, accepted, papers),
        next_by=standing.last_day(case),
        names=names,
        application=_text(by_kind, ItemKind.APPLICATION),
        short_text=_text(by_kind, ItemKind.SHORT_TEXT),
        letter=_text(by_kind, ItemKind.LETTER),
        elsewhere=_text(by_kind, ItemKind.LETTER, "elsewhere"),
        offer=accepted,
        points=_points(accepted),
        may_choose=standing.may_choose(case, party, accepted),
        papers=papers,
        documents=signing.documents(case, by_kind),
        sessions=_meetings(case, party),
        obligations=_promised(case),
        joint=_joint(items, names, shown(case, called_in)),
        private=_own_notes(case, party, items, names),
        called=called_in,
        wishes=_wishes(case, party),
        latest=_latest(case),
        may_withdraw=party.side == Party.Side.APPLICANT and case.state in BEFORE_AGREEMENT,
        complain_by=_complain_by(case, party),
        kept=kept.kept(case, party, names),
        refused=case.moves.filter(verb="end_refused", party=party).exists(),
    )


def _accepted(case: Case) -> Offer | None:
    offer = live_offer(case)
    return offer if offer and offer.status == Offer.Status.ACCEPTED else None


def _meetings(case: Case, party: Party) -> list[tuple[Session, str, str]]:
    return [
        (one, code_name("modes", one.mode).of(), _calendar_link(one, party))
        for one in case.sessions.select_related("case", "apart")
        if one.apart is None or one.apart == party
    ]


def _calendar_link(session: Session, party: Party) -> str:
    keys = (shown_number(session.case.number), session.number, meeting_token(session, party))
    return reverse("meeting-calendar", args=keys)


def _text(by_kind: dict[str, sealed.Opened], kind: ItemKind, name: str = "text") -> str:
    found = by_kind.get(kind)
    return found.text(name) if found else ""


def _points(offer: Offer | None) -> list[tuple[str, bool]]:
    told = offer.statement if offer else {}
    return [(one.name.of(), bool(told.get(one.code))) for one in codes("conflict_points")] if told else []


def _promised(case: Case) -> list[tuple[Obligation, str, str]]:
    return [
        (
            one,
            code_name("obligation_kinds", one.kind).of(),
            code_name("performance", one.status).of() if one.status else "",
        )
        for one in case.obligations.all()
    ]


def _notes(items: list[sealed.Opened], compartment: str, names: dict[str, str]) -> list[Words]:
    return [
        Words(
            who=names.get(one.item.author.side, "") if one.item.author else str(_("The mediator")),
            text=one.text(),
            at=one.at,
            uid=str(one.item.uid),
        )
        for one in items
        if one.item.kind == ItemKind.NOTE and one.item.compartment == compartment
    ]


def _joint(
    items: list[sealed.Opened], names: dict[str, str], shown_to: Mapping[str, Sequence[str]]
) -> list[Words]:
    """The joint notes, each with the names of those called in who were shown it."""
    return [
        replace(one, uid="", shown_to=shown_to.get(one.uid, ())) for one in _notes(items, sealed.JOINT, names)
    ]


def _own_notes(case: Case, party: Party, items: list[sealed.Opened], names: dict[str, str]) -> list[Words]:
    """Her private notes; a shared one can be shared no more."""
    shared = still_shared(case, party)
    open_now = case.state in TALKS
    return [
        Words(
            who=one.who, text=one.text, at=one.at, uid=one.uid if open_now and one.uid not in shared else ""
        )
        for one in _notes(items, sealed.private(party), names)
    ]


def _complain_by(case: Case, party: Party) -> date | None:
    refused = party.side == Party.Side.APPLICANT and case.closing == Closing.INADMISSIBLE
    return complaints.complain_by(case) if refused and complaints.may_still_complain(case) else None


def _latest(case: Case) -> date | None:
    if case.state not in TALKS or case.extended or case.due_on is None:
        return None
    latest = law.latest_due_on(case)
    return latest if latest and latest > case.due_on else None


def _wishes(case: Case, party: Party) -> list[Wish]:
    """Longer terms that were asked for and wait for a voice."""
    if _latest(case) is None:
        return []
    shown = {"A": _("the applicant"), "B": _("the other side"), "M": _("the mediator")}
    given: dict[str, list[str]] = {}
    for move in case.moves.filter(verb="extend").order_by("id"):
        given.setdefault(str(move.facts["until"]), []).append(str(move.facts["voice"]))
    return [
        Wish(
            until=date.fromisoformat(until),
            voices=[str(shown[voice]) for voice in voices],
            mine=party.side in voices,
        )
        for until, voices in given.items()
    ]
