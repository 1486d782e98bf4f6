"""What a coordinator does to a whole office, each deed so that it can be done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kelisim.apps.mediation.actions.carry_move import carry_case, carry_mediator, carry_referrals
from kelisim.apps.mediation.actions.invite import invite
from kelisim.apps.mediation.actions.join import Joining, join
from kelisim.apps.mediation.actions.move_office import Right, accept_move, call_off, move_office
from kelisim.apps.mediation.actions.propose import propose
from kelisim.apps.mediation.actions.relieve import Relief, relieve
from kelisim.apps.mediation.actions.route import route
from kelisim.apps.mediation.actions.transfer import hand_over
from kelisim.apps.mediation.models import OfficeMove
from kelisim.apps.mediation.queries.offers import live_offer
from tests.cast import Story
from tests.mediation.receiving_office import second_office

RIGHT = Right(named="№ 14 өкім")


def coordinator_deeds(another: Callable[[str], Story]) -> Iterator[tuple[str, Callable[[], object]]]:
    """An order that is called off, then one that is carried out."""
    story = another("m")
    cast = story.cast
    new = second_office(cast)
    order = lambda: move_office(cast.office, to=new, right=RIGHT, by=cast.saule)  # noqa: E731 - a deed
    move_office(cast.office, to=new, right=RIGHT, by=cast.saule)
    yield "call a move off", lambda: call_off(OfficeMove.objects.first(), by=cast.pavel)
    yield "order a move", order
    yield "accept a move", lambda: accept_move(order(), by=cast.pavel)
    move = order()
    mediator = cast.mediators["kamila"]
    yield "carry a mediator", lambda: carry_mediator(move, mediator)
    yield "carry referrals", lambda: carry_referrals(move)
    yield "carry a case", lambda: carry_case(move, story.case)
    keys = cast.keys(cast.aizhan)
    asked = another("o")
    route(asked.case, to="mediation", rule="scope_civil", by=cast.aizhan)
    token = invite(asked.refreshed(), by=cast.aizhan, keys=keys).token
    join(token, joining=Joining(notice=True), once="j" * 30)
    propose(asked.refreshed(), by=cast.aizhan, keys=keys)
    asked_one = live_offer(asked.refreshed()).mediator
    yield "relieve", lambda: relieve(asked_one, told=Relief(reason="died"), by=cast.saule)
    yield "hand a case over", lambda: hand_over(story.refreshed(), by=cast.aizhan, keys=keys)
