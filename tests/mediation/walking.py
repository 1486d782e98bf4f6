"""What a walk may try: every deed of a case by whoever may do it, however often, whatever stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone

from kelisim.apps.mediation.actions.accept_offer import accept_offer
from kelisim.apps.mediation.actions.answer_follow_up import answer_follow_up
from kelisim.apps.mediation.actions.confirm import confirm
from kelisim.apps.mediation.actions.consult import consult
from kelisim.apps.mediation.actions.decline import decline
from kelisim.apps.mediation.actions.draft_agreement import draft_agreement
from kelisim.apps.mediation.actions.draft_settlement import draft_settlement
from kelisim.apps.mediation.actions.end_expired import end_expired
from kelisim.apps.mediation.actions.end_impossible import end_impossible
from kelisim.apps.mediation.actions.end_left import end_left
from kelisim.apps.mediation.actions.end_refused import end_refused
from kelisim.apps.mediation.actions.extend import extend
from kelisim.apps.mediation.actions.invite import invite
from kelisim.apps.mediation.actions.join import Joining, join
from kelisim.apps.mediation.actions.no_mediator import no_mediator
from kelisim.apps.mediation.actions.object_to import object_to
from kelisim.apps.mediation.actions.open_session import Meeting, open_session
from kelisim.apps.mediation.actions.pass_offer import pass_offer
from kelisim.apps.mediation.actions.propose import propose
from kelisim.apps.mediation.actions.replace_mediator import replace_mediator
from kelisim.apps.mediation.actions.route import route
from kelisim.apps.mediation.actions.withdraw import withdraw
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import documents, following
from kelisim.kernel.access.door import Refused
from tests import cast as stories
from tests.cast import SETTLEMENT, STATEMENT, Story


def _mediator(story: Story):
    mediator = story.refreshed().mediator
    return mediator.user if mediator else story.cast.daniyar


def _offer(story: Story):
    found = story.case.offers.last()
    if found is None:
        raise Refused
    return found


def _token(story: Story) -> str:
    return story.invitation.token if story.invitation else "NOBODY"


def _invite(story: Story) -> None:
    cast = story.cast
    story.invitation = invite(story.case, by=cast.aizhan, keys=cast.keys(cast.aizhan))


def _join(story: Story) -> None:
    joining = Joining(notice=True, follow_up=True)
    story.receipts["B"] = join(_token(story), joining=joining, once=stories.ONCE_B)


def _secret(story: Story, side: str) -> str:
    return story.secret(side) if side in story.receipts else "00000-00000-00000-00000"


def _sign(story: Story, kind: ItemKind, who: str) -> None:
    if who != "M" and who not in story.receipts:
        raise Refused
    if not story.case.items.filter(kind=kind).exists() or story.refreshed().mediator is None:
        raise Refused
    story.sign(kind, who)


def _draft_agreement(story: Story) -> None:
    user = _mediator(story)
    if story.case.mediator is None:
        raise Refused
    terms = documents.proposed_terms(story.case)
    draft_agreement(story.case, terms=terms, by=user, keys=story.cast.keys(user))


def _replace(story: Story) -> None:
    keys = story.keys("A")
    replace_mediator(story.case, reason="side_asked", by=story.party("A"), keys=keys)


def _follow(story: Story) -> None:
    question = story.case.follow_ups.last()
    if question is None:
        raise Refused
    answer_follow_up(following.token(question), answers={1: "performed", 2: "partly"})


def _meet(story: Story) -> None:
    meeting = Meeting(starts_at=timezone.now() + timedelta(days=2), mode="video")
    open_session(story.case, meeting=meeting, by=_mediator(story))


def _extend(story: Story, who: str) -> None:
    case = story.refreshed()
    if case.due_on is None or (who == "M" and case.mediator is None):
        raise Refused
    by = _mediator(story) if who == "M" else story.party(who)
    extend(case, until=date(2026, 4, 20), by=by)


def _settlement(story: Story) -> None:
    user = _mediator(story)
    draft_settlement(story.case, terms=SETTLEMENT, by=user, keys=story.cast.keys(user))


DEEDS: dict[str, Callable[[Story], object]] = {
    "route": lambda s: route(s.case, to="mediation", rule="scope_civil", by=s.cast.aizhan),
    "route_anew": lambda s: route(s.case, to="answer", rule="scope_civil", by=s.cast.aizhan),
    "consult": lambda s: consult(s.case, minutes=20, settles=False, once="1", by=s.cast.aizhan),
    "consult_away": lambda s: consult(s.case, minutes=30, settles=True, once="2", by=s.cast.aizhan),
    "invite": _invite,
    "join": _join,
    "decline": lambda s: decline(_token(s)),
    "propose": lambda s: propose(s.case, by=s.cast.aizhan, keys=s.cast.keys(s.cast.aizhan)),
    "accept": lambda s: accept_offer(
        _offer(s), statement=STATEMENT, competent=True, by=_offer(s).mediator.user
    ),
    "pass": lambda s: pass_offer(_offer(s), reason="busy", by=_offer(s).mediator.user),
    "object": lambda s: object_to(s.case, offer=_offer(s), by=s.party("B")),
    "confirm_a": lambda s: confirm(s.case, offer=_offer(s), by=s.party("A")),
    "confirm_b": lambda s: confirm(s.case, offer=_offer(s), by=s.party("B")),
    "no_mediator": lambda s: no_mediator(s.case, by=s.cast.aizhan),
    "draft_agreement": _draft_agreement,
    **{f"agree_{who}": lambda s, who=who: _sign(s, ItemKind.AGREEMENT, who) for who in "ABM"},
    "meet": _meet,
    **{f"extend_{who}": lambda s, who=who: _extend(s, who) for who in "ABM"},
    "replace": _replace,
    "draft_settlement": _settlement,
    **{f"settle_{who}": lambda s, who=who: _sign(s, ItemKind.SETTLEMENT, who) for who in "ABM"},
    "impossible": lambda s: end_impossible(s.case, by=_mediator(s)),
    "refused_a": lambda s: end_refused(s.case, secret=s.secret("A"), by=s.party("A")),
    "refused_b": lambda s: end_refused(s.case, secret=_secret(s, "B"), by=s.party("B")),
    "left": lambda s: end_left(s.case, side="B", by=s.party("B")),
    "expired": lambda s: end_expired(s.case, by=_mediator(s)),
    "withdraw": lambda s: withdraw(s.case, by=s.party("A")),
    "follow": _follow,
}
# The way to a settlement, so that walks get far: each step is tried in turn between the random ones.
ROAD = (
    *("route", "invite", "join", "propose", "accept", "confirm_a", "confirm_b", "draft_agreement"),
    *(
        "agree_A",
        "agree_B",
        "agree_M",
        "meet",
        "draft_settlement",
        "settle_A",
        "settle_B",
        "settle_M",
        "follow",
    ),
)
