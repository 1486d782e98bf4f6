"""What a side sees of her case: where it stands, who acts next by when, what there is to read and sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kelisim.apps.mediation.models import Case, Item, Obligation, Offer, Party, Session
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import people, sealed, signatures
from kelisim.apps.mediation.queries.offers import live_offer, window_over
from kelisim.apps.mediation.states import State
from kelisim.kernel.packs.codes import code_name

if TYPE_CHECKING:
    from kelisim.kernel.seal.ring import Keyring

BEFORE_AGREEMENT = (State.RECEIVED, State.TRIAGED, State.INVITING, State.PROPOSING, State.ACCEPTED)
TALKS = (State.AGREED, State.RUNNING)
_LADDER = {
    State.RECEIVED: 1,
    State.TRIAGED: 1,
    State.INVITING: 1,
    State.PROPOSING: 2,
    State.ACCEPTED: 2,
    State.AGREED: 3,
    State.RUNNING: 3,
    State.SETTLED: 4,
    State.FOLLOW_UP: 4,
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One rung of the ladder."""

    label: str
    state: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document to read and perhaps to sign: `digest` is of exactly the version shown."""

    kind: str
    title: str
    digest: str
    conditions: Sequence[tuple[str, str]] = field(repr=False)
    text: str = field(repr=False)
    obligations: Sequence[dict[str, str]] = field(repr=False)
    signed: Sequence[tuple[str, datetime | None]] = ()
    mine: bool = False
    finished: bool = False


@dataclass(frozen=True, kw_only=True)
class Words:
    """A note as it is shown."""

    who: str
    text: str = field(repr=False)
    at: datetime


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
    offer: Offer | None
    may_choose: bool
    chosen: bool  # by signature: the agreement to mediate stands
    papers: Sequence[Paper]
    sessions: Sequence[tuple[Session, str]]  # each with the name of its mode
    obligations: Sequence[tuple[Obligation, str, str]]  # each with the names of its kind and its status
    joint: Sequence[Words] = field(repr=False)
    private: Sequence[Words] = field(repr=False)
    may_withdraw: bool = False
    may_talk: bool = False
    refused: bool = False


def sight(party: Party, keys: Keyring) -> Sight:
    """What this side may see, opened with her own key."""
    case = party.case
    items = sealed.opened(case, keys)
    by_kind = {one.item.kind: one for one in items}
    offer = live_offer(case)
    accepted = offer if offer and offer.status == Offer.Status.ACCEPTED else None
    names = {side: who.name for side, who in people.identities(case).items()}
    application = by_kind.get(ItemKind.APPLICATION)
    short = by_kind.get(ItemKind.SHORT_TEXT)
    return Sight(
        case=case,
        party=party,
        number=shown_number(case.number),
        topic=code_name("topics", case.topic).of(),
        ladder=_ladder(case),
        ending=_ending(case),
        next_step=_next_step(case, party, accepted),
        next_by=_last_day(case),
        names=names,
        application=application.text() if application else "",
        short_text=short.text() if short else "",
        offer=accepted,
        may_choose=_may_choose(case, party, accepted),
        chosen=case.agreed_on is not None,
        papers=_papers(case, party, by_kind, names),
        sessions=[(one, code_name("modes", one.mode).of()) for one in case.sessions.all()],
        obligations=_promised(case),
        joint=_notes(items, sealed.JOINT, names),
        private=_notes(items, sealed.private(party), names),
        may_withdraw=party.side == Party.Side.APPLICANT and case.state in BEFORE_AGREEMENT,
        may_talk=case.state in TALKS,
        refused=case.moves.filter(verb="end_refused", party=party).exists(),
    )


def _promised(case: Case) -> list[tuple[Obligation, str, str]]:
    return [
        (
            one,
            code_name("obligation_kinds", one.kind).of(),
            code_name("performance", one.status).of() if one.status else "",
        )
        for one in case.obligations.all()
    ]


def _ladder(case: Case) -> list[Step]:
    labels = (
        _("Received"),
        _("Both sides agree to try"),
        _("A mediator is chosen"),
        _("Talks"),
        _("Settlement and after"),
    )
    last = _LADDER.get(State(case.state))
    if last is None:
        reached = 3 if case.agreed_on else 1
        last = 5 if case.settled_on else reached
    return [
        Step(label=str(label), state="done" if at < last else "now" if at == last else "next")
        for at, label in enumerate(labels)
    ]


def _ending(case: Case) -> str:
    if case.state not in {State.ENDED, State.CLOSED} or not case.closing:
        return ""
    return code_name("closing", case.closing).of()


def _next_step(case: Case, party: Party, offer: Offer | None) -> str:
    if case.state == State.ACCEPTED and offer is not None:
        if _may_choose(case, party, offer):
            return str(_("You: say whether the proposed mediator suits you."))
        if not window_over(case):
            return str(_("The other side says whether the proposed mediator suits her."))
        return str(_("The mediator writes the agreement; then everybody signs."))
    told = {
        State.RECEIVED: _("The office reads your application."),
        State.TRIAGED: _("The office invites the other side."),
        State.INVITING: _("The other side answers the invitation."),
        State.PROPOSING: _("The office asks a mediator."),
        State.AGREED: _("The mediator sets the first meeting."),
        State.RUNNING: _("You talk with the mediator."),
        State.SETTLED: _("Both sides do what they promised."),
        State.FOLLOW_UP: _("Both sides do what they promised; we ask whether it was done."),
        State.ENDED: _("Nothing more is to be done. You may ask for a certificate."),
        State.CLOSED: _("The case is closed."),
    }
    return str(told.get(State(case.state), ""))


def _last_day(case: Case) -> date | None:
    """The last day of what runs now; a clock is over at the midnight after it."""
    if case.clock == Clock.TERM:
        return case.due_on
    if case.clock_at is None:
        return None
    return timezone.localdate(case.clock_at) - timedelta(days=1)


def _may_choose(case: Case, party: Party, offer: Offer | None) -> bool:
    if offer is None or case.state != State.ACCEPTED or window_over(case):
        return False
    return not offer.confirmed.filter(pk=party.pk).exists()


def _papers(
    case: Case, party: Party, by_kind: dict[str, sealed.Opened], names: dict[str, str]
) -> list[Paper]:
    titles = {ItemKind.AGREEMENT: _("Agreement to mediate"), ItemKind.SETTLEMENT: _("Settlement agreement")}
    return [
        _paper(case, party, by_kind[kind], {"title": str(title), **names})
        for kind, title in titles.items()
        if kind in by_kind
    ]


def _paper(case: Case, party: Party, opened: sealed.Opened, names: dict[str, str]) -> Paper:
    item: Item = opened.item
    given = signatures.signatures(case, item)
    shown = {"A": names.get("A", ""), "B": names.get("B", ""), "M": str(_("The mediator"))}
    signed = [(shown[one], given[one].at if one in given else None) for one in signatures.signers(case, item)]
    return Paper(
        kind=item.kind,
        title=names["title"],
        digest=item.digest,
        conditions=[(one[0], one[1]) for one in _rows(opened, "conditions")],
        text=opened.text(),
        obligations=[{**one, "name": names.get(one["debtor"], "")} for one in _rows(opened, "obligations")],
        signed=signed,
        mine=party.side in given,
        finished=all(at for _who, at in signed),
    )


def _rows(opened: sealed.Opened, name: str) -> list[Any]:
    found = opened.words.get(name, [])
    return list(found) if isinstance(found, list) else []


def _notes(items: list[sealed.Opened], compartment: str, names: dict[str, str]) -> list[Words]:
    return [
        Words(
            who=names.get(one.item.author.side, "") if one.item.author else str(_("The mediator")),
            text=one.text(),
            at=one.at,
        )
        for one in items
        if one.item.kind == ItemKind.NOTE and one.item.compartment == compartment
    ]
